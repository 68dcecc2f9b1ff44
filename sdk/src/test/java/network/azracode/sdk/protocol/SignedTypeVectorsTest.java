// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** P-1, over the vectors that Solidity is tested with too; their oracle is viem. */
class SignedTypeVectorsTest {
  private static final Path FILE = Path.of("../contracts/vectors/signed-types.json");
  private static final JsonMapper VECTORS = new JsonMapper();
  private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);
  private static final Map<String, Class<? extends SignedType>> TYPES =
      Map.of(
          "Verdict", Verdict.class,
          "Condemnation", Condemnation.class,
          "EnclaveBinding", EnclaveBinding.class,
          "EvidenceSubmission", EvidenceSubmission.class,
          "Offer", Offer.class,
          "JobTerms", JobTerms.class,
          "Receipt", Receipt.class,
          "ReceiptBatch", ReceiptBatch.class,
          "SessionTerms", SessionTerms.class,
          "Acknowledgement", Acknowledgement.class);

  record Vector(JsonNode json) {
    @Override
    public String toString() {
      return json.get("type").asString() + " " + json.get("case").asString();
    }
  }

  static Stream<Vector> vectors() {
    return VECTORS.readTree(FILE).get("vectors").valueStream().map(Vector::new);
  }

  @Test
  void thereAreVectorsThatJavaCanHoldForAllTenTypes() {
    Set<String> found = new TreeSet<>();
    vectors()
        .map(Vector::json)
        .filter(vector -> holds(vector.get("typeString").asString(), vector.get("message")))
        .forEach(vector -> found.add(vector.get("type").asString()));
    assertThat(found).containsExactlyInAnyOrderElementsOf(TYPES.keySet());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyVectorHashesAndRecoversAsTheOracleSays(Vector vector) {
    JsonNode json = vector.json();
    String typeString = json.get("typeString").asString();
    JsonNode message = json.get("message");
    Domain domain = domain(json.get("domain"));
    Bytes32 structHash = word(json, "structHash");
    Bytes32 digest = word(json, "digest");

    assertThat(domain.separator()).isEqualTo(word(json, "domainSeparator"));
    assertThat(encode(typeString, message)).as("encoder").isEqualTo(structHash);
    if (holds(typeString, message)) {
      SignedType signed = read(json.get("type").asString(), typeString, message);
      assertThat(signed.typeString()).isEqualTo(typeString);
      assertThat(signed.structHash()).isEqualTo(structHash);
      assertThat(signed.digest(domain)).isEqualTo(digest);
    } else {
      assertThatThrownBy(() -> read(json.get("type").asString(), typeString, message))
          .isInstanceOf(Exception.class);
    }
    JsonNode signature = json.path("signature");
    if (signature.isObject()) {
      verify(signature, digest);
    }
  }

  private static void verify(JsonNode signature, Bytes32 digest) {
    Address signer = Address.of(signature.get("signer").asString());
    for (String form : List.of("full", "compact")) {
      byte[] bytes = Hex.decode(signature.get(form).asString());
      assertThat(CompactSignature.ofBytes(bytes).recover(digest)).as(form).isEqualTo(signer);
    }
    JsonNode keys = VECTORS.readTree(FILE).get("keys");
    for (JsonNode key : keys) {
      if (key.get("role").equals(signature.get("role"))) {
        KeySigner ours = KeySigner.ofKey(Bytes32.of(key.get("privateKey").asString()));
        assertThat(ours.sign(digest).bytes65())
            .as("deterministic signature")
            .isEqualTo(Hex.decode(signature.get("full").asString()));
      }
    }
  }

  /** Encodes by the type string alone, also what our records refuse to hold. */
  private static Bytes32 encode(String typeString, JsonNode message) {
    StructEncoder encoder = new StructEncoder(typeString);
    for (Field field : fields(typeString)) {
      JsonNode value = message.get(field.name);
      switch (field.type) {
        case "address" -> encoder.address(Address.of(value.asString()));
        case "bytes32" -> encoder.bytes32(Bytes32.of(value.asString()));
        case "string" -> encoder.string(value.asString());
        case "bytes32[]" ->
            encoder.array(value.valueStream().map(v -> Bytes32.of(v.asString())).toList());
        default -> encoder.uint(new BigInteger(value.asString()));
      }
    }
    return encoder.hash();
  }

  private static boolean holds(String typeString, JsonNode message) {
    for (Field field : fields(typeString)) {
      BigInteger value = field.number(message);
      boolean held =
          switch (field.name) {
            case "tee" -> Set.of(1, 2, 3, 4, 7).contains(value.intValue());
            case "tcbStatus" -> value.signum() > 0 && value.intValue() <= 11;
            case "cause" -> value.signum() > 0 && value.intValue() <= 5;
            default -> !field.isLong() || value.compareTo(LONG_MAX) <= 0;
          };
      if (!held) {
        return false;
      }
    }
    return true;
  }

  private static SignedType read(String type, String typeString, JsonNode message) {
    ObjectNode json = VECTORS.createObjectNode();
    for (Field field : fields(typeString)) {
      BigInteger number = field.number(message);
      switch (field.name) {
        case "tee" -> json.put("tee", Tee.ofCode(number.intValue()).name());
        case "tcbStatus" -> json.put("tcbStatus", TcbStatus.ofCode(number.intValue()).label());
        case "cause" -> json.put("cause", Cause.ofCode(number.intValue()).name());
        default -> {
          if (field.isNumberInJson()) {
            json.put(field.name, number);
          } else {
            json.set(field.name, message.get(field.name));
          }
        }
      }
    }
    return Json.MAPPER.readValue(VECTORS.writeValueAsString(json), TYPES.get(type));
  }

  private static Domain domain(JsonNode domain) {
    return new Domain(
        domain.get("name").asString(),
        domain.get("version").asString(),
        Long.parseLong(domain.get("chainId").asString()),
        Address.of(domain.get("verifyingContract").asString()));
  }

  private static Bytes32 word(JsonNode json, String name) {
    return Bytes32.of(json.get(name).asString());
  }

  private static List<Field> fields(String typeString) {
    String inner = typeString.substring(typeString.indexOf('(') + 1, typeString.length() - 1);
    List<Field> fields = new ArrayList<>();
    for (String part : inner.split(",", -1)) {
      int space = part.indexOf(' ');
      fields.add(new Field(part.substring(0, space), part.substring(space + 1)));
    }
    return fields;
  }

  private record Field(String type, String name) {
    boolean isLong() {
      return type.equals("uint64") && !name.equals("nonce");
    }

    boolean isNumberInJson() {
      return type.startsWith("uint") && !type.equals("uint96") && !name.equals("nonce");
    }

    BigInteger number(JsonNode message) {
      return type.startsWith("uint")
          ? new BigInteger(message.get(name).asString())
          : BigInteger.ZERO;
    }
  }
}
