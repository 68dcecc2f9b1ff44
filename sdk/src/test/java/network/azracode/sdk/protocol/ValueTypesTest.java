// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class ValueTypesTest {
  private static final String HEX = "0x00000000000000000000000000000000000000aB";

  @Test
  void addressesReadEitherCaseAndPrintLowerCase() {
    assertThat(Address.of(HEX)).hasToString(HEX.toLowerCase(Locale.ROOT));
    assertThat(Address.of(HEX)).isEqualTo(Address.of(HEX.toLowerCase(Locale.ROOT)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0x", "00ab", "0x0g", "0xabc", "0x00"})
  void hexThatIsNoAddressIsRefused(String hex) {
    assertThatThrownBy(() -> Address.of(hex))
        .isInstanceOf(AzraException.class)
        .hasMessageContaining("expected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "+1", "1.0", " 1", "9223372036854775808", "0x1"})
  void textThatIsNoNodeIdIsRefused(String text) {
    assertThatThrownBy(() -> NodeId.of(text))
        .isInstanceOf(AzraException.class)
        .hasMessageContaining("nodeId: expected");
  }

  @Test
  void aValueNeverChangesThroughItsArrays() {
    byte[] bytes = new byte[32];
    Bytes32 value = Bytes32.of(bytes);
    bytes[0] = 1;
    byte[] copy = value.toByteArray();
    copy[1] = 1;
    assertThat(value).isEqualTo(Bytes32.ZERO);
  }

  @Test
  void wordsAreBigEndianAndUnsigned() {
    BigInteger max = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);
    assertThat(Bytes32.of(max).toUnsigned()).isEqualTo(max);
    assertThat(Bytes32.of(BigInteger.ONE).toByteArray()[31]).isEqualTo((byte) 1);
    assertThatThrownBy(() -> Bytes32.of(max.add(BigInteger.ONE))).isInstanceOf(AzraException.class);
  }

  @Test
  void identifiersAreBareValuesInJson() {
    assertThat(Json.MAPPER.writeValueAsString(new NodeId(7))).isEqualTo("7");
    assertThat(Json.MAPPER.readValue("7", NodeId.class)).isEqualTo(new NodeId(7));
    assertThat(Json.MAPPER.readValue("3", PolicyId.class)).isEqualTo(new PolicyId(3));
    JobId id = new JobId(Keccak.hash());
    assertThat(Json.MAPPER.writeValueAsString(id)).isEqualTo("\"" + id + "\"");
    assertThat(Json.MAPPER.readValue("\"" + id + "\"", JobId.class)).isEqualTo(id);
    assertThat(Json.MAPPER.writeValueAsString(Tee.DEVELOPMENT)).isEqualTo("\"DEVELOPMENT\"");
    assertThat(Json.MAPPER.writeValueAsString(TcbStatus.UP_TO_DATE)).isEqualTo("\"UpToDate\"");
    assertThat(Json.MAPPER.readValue("\"UpToDate\"", TcbStatus.class))
        .isEqualTo(TcbStatus.UP_TO_DATE);
  }

  @Test
  void codesAreTheChainsAndUnknownOnesAreRefused() {
    assertThat(Tee.ofCode(7)).isEqualTo(Tee.DEVELOPMENT);
    assertThat(TcbStatus.ofCode(11)).isEqualTo(TcbStatus.NOT_APPLICABLE);
    assertThat(Cause.ofCode(3)).isEqualTo(Cause.DEBUG);
    assertThatThrownBy(() -> Tee.ofCode(5)).hasMessageContaining("found 5");
    assertThatThrownBy(() -> TcbStatus.ofCode(0)).hasMessageContaining("found 0");
    assertThatThrownBy(() -> Cause.ofCode(6)).hasMessageContaining("found 6");
  }

  @Test
  void keccakIsEthereumsAndJoinsItsParts() {
    assertThat(Keccak.hash())
        .hasToString("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    assertThat(Keccak.hash("a".getBytes(UTF_8), "bc".getBytes(UTF_8)))
        .hasToString("0x4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45");
  }

  @Test
  void aDeploymentSurvivesItsFileAndRefusesAnIncompleteOne(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("deployment.json");
    Deployment deployment =
        new Deployment(
            31337, Keccak.hash(), 1, Address.of(HEX), Address.of(HEX), Address.ZERO, Address.ZERO);
    deployment.write(file);
    assertThat(Deployment.read(file)).isEqualTo(deployment);
    Files.writeString(file, "{\"chainId\": 1}");
    assertThatThrownBy(() -> Deployment.read(file))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("deployment.unreadable"));
  }

  /** P-5: an error travels into logs, what it was about must not. */
  @Test
  void errorsOfJsonNeverQuoteTheDocument() {
    assertThatThrownBy(
            () -> Json.MAPPER.readValue("{\"nodeId\": 1, \"canary\": ", EvidenceSubmission.class))
        .isInstanceOf(JacksonException.class)
        .message()
        .doesNotContain("{");
  }

  /** P-2. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"nodeId\":1,\"evidenceHash\":\"0x00\",\"expiresAt\":1}",
        "{\"nodeId\":1,\"expiresAt\":1}",
        "{\"nodeId\":1,\"evidenceHash\":null,\"expiresAt\":1}",
        "{\"nodeId\":1,\"nodeId\":2,\"evidenceHash\":\"H\",\"expiresAt\":1}",
        "{\"nodeId\":1,\"evidenceHash\":\"H\",\"expiresAt\":1,\"more\":1}",
        "{\"nodeId\":1,\"evidenceHash\":\"H\",\"expiresAt\":1} {}",
        "{\"nodeId\":1,\"evidenceHash\":\"H\",\"expiresAt\":1.5}",
      })
  void jsonThatIsNotExactlyTheTypeIsRefused(String json) {
    String document = json.replace("\"H\"", "\"" + Bytes32.ZERO + "\"");
    assertThatThrownBy(() -> Json.MAPPER.readValue(document, EvidenceSubmission.class))
        .isInstanceOf(JacksonException.class);
  }
}
