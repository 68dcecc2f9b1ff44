// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.StructuredDataEncoder;
import tools.jackson.databind.JsonNode;

class SignedTypeTest {
  private static final int ROUNDS = 25;

  /** P-1, against an EIP-712 encoder that is not ours. */
  @Test
  void digestsOfAllTenTypesEqualThoseOfAnotherEncoder() throws IOException {
    long seed = ThreadLocalRandom.current().nextLong();
    SignedTypeSamples samples = new SignedTypeSamples(new Random(seed));
    for (int round = 0; round < ROUNDS; round++) {
      for (SignedType signed : samples.oneOfEach()) {
        Domain domain = samples.domain();
        String document = TypedData.json(domain, signed);
        assertThat(signed.digest(domain).toByteArray())
            .as("seed %d: %s under %s", seed, signed, domain)
            .isEqualTo(new StructuredDataEncoder(document).hashStructuredData());
      }
    }
  }

  /** P-2. */
  @Test
  void everyTypeSurvivesItsJson() {
    long seed = ThreadLocalRandom.current().nextLong();
    for (SignedType signed : new SignedTypeSamples(new Random(seed)).oneOfEach()) {
      String json = Json.MAPPER.writeValueAsString(signed);
      SignedType read = Json.MAPPER.readValue(json, signed.getClass());
      assertThat(read).as("seed %d: %s", seed, json).isEqualTo(signed);
    }
  }

  @Test
  void amountsAndNoncesAreDecimalStringsInJson() {
    JobTerms terms = terms(BigInteger.TWO.pow(96).subtract(BigInteger.ONE), -1);
    JsonNode json = Json.MAPPER.valueToTree(terms);
    assertThat(json.get("maxPrice").asString()).isEqualTo("79228162514264337593543950335");
    assertThat(json.get("nonce").asString()).isEqualTo("18446744073709551615");
    assertThat(json.get("nodeId").isNumber()).isTrue();
  }

  /** P-2. */
  @Test
  void aValueThatItsTypeCannotHoldIsRefusedWithBothNumbers() {
    assertThatThrownBy(() -> terms(BigInteger.TWO.pow(96), 0))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("value.range"))
        .hasMessageContaining("maxPrice: expected 0 to 79228162514264337593543950335")
        .hasMessageContaining("found 79228162514264337593543950336");
    assertThatThrownBy(() -> new Acknowledgement(jobId(), Bytes32.ZERO, 1L << 40))
        .hasMessageContaining("receivedAt: expected 0 to 1099511627775, found 1099511627776");
    assertThatThrownBy(() -> new Receipt(jobId(), -1, 0, 0, 0, Bytes32.ZERO))
        .hasMessageContaining("computeUnits");
    assertThatThrownBy(() -> new PolicyId(1 << 24)).hasMessageContaining("policy");
  }

  /** P-1. */
  @Test
  void theJobIdIsTheDigestOfTheTermsUnderTheSettlementDomain() {
    Domain domain = Domain.settlement(31337, Address.ZERO);
    JobTerms terms = terms(BigInteger.TEN, 7);
    assertThat(terms.id(domain).value()).isEqualTo(terms.digest(domain));
    assertThat(terms.id(domain)).isNotEqualTo(terms.id(Domain.settlement(1, Address.ZERO)));
  }

  private static JobTerms terms(BigInteger maxPrice, long nonce) {
    return new JobTerms(
        Address.ZERO,
        new NodeId(1),
        Address.ZERO,
        maxPrice,
        BigInteger.ONE,
        1_700_000_000,
        Bytes32.ZERO,
        nonce);
  }

  private static JobId jobId() {
    return new JobId(Bytes32.ZERO);
  }
}
