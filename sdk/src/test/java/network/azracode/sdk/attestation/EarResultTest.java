// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import network.azracode.sdk.evidence.DcapQuote;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.Tee;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** E-89: attestation results are told in the words and tiers of draft-ietf-rats-ear. */
class EarResultTest {
  private static final Instant AT = Instant.parse("2026-11-22T12:00:01.5Z");
  private static final Bytes32 KEY = Keccak.hash(new byte[] {1});
  private static final List<String> CLAIMS =
      List.of("configuration", "executables", "hardware", "instance-identity");

  private final DevelopmentScene scene;

  EarResultTest(@TempDir Path folder) {
    this.scene = new DevelopmentScene(folder.resolve("development"));
  }

  /** The tier of every claim is that of the worst reason that touches it, and no better. */
  static void requireTold(AttestationResult result) {
    boolean namesCode = !result.notes().contains("executables: none");
    Map<String, Integer> expected = new TreeMap<>();
    CLAIMS.forEach(claim -> expected.put(claim, 2));
    if (!namesCode) {
      expected.put("executables", 0);
    }
    for (Reason reason : result.reasons()) {
      expected.merge(claim(reason.code()), tier(reason.worst()), EarResultTest::worse);
    }
    EarResult.Submodule told = EarResult.of(result, AT).submodules().get(result.tee().name());
    assertThat(told).isNotNull();
    assertThat(told.claims()).isEqualTo(expected);
    assertThat(told.status()).isEqualTo(result.affirmation().name().toLowerCase(Locale.ROOT));
    assertThat(told.reasons()).isEqualTo(result.reasons());
    assertThat(told.notes()).isEqualTo(result.notes());
    assertThat(told.executables()).contains(namesCode ? "named" : "none");
  }

  @Test
  void whatIsAffirmedIsToldAsJson() {
    VerifiedEvidence verified = scene.verified(DevelopmentScene.binding(KEY), KEY);
    Appraisal appraisal =
        Appraiser.appraise(
            verified, scene.policy(), DevelopmentScene.expected(), DevelopmentScene.NOW);
    JsonNode json = Json.MAPPER.valueToTree(EarResult.of(appraisal, AT));
    assertThat(json.propertyNames())
        .containsExactlyInAnyOrder("eat_profile", "iat", "ear.verifier-id", "submods");
    assertThat(json.path("eat_profile").asString()).isEqualTo("tag:github.com,2023:veraison/ear");
    assertThat(json.path("iat").asLong()).isEqualTo(AT.getEpochSecond());
    assertThat(json.at("/ear.verifier-id/build").asString()).isEqualTo("azra-sdk");
    JsonNode told = json.path("submods").path("DEVELOPMENT");
    assertThat(told.path("ear.status").asString()).isEqualTo("affirming");
    for (String claim : CLAIMS) {
      assertThat(told.path("ear.trustworthiness-vector").path(claim).asInt()).isEqualTo(2);
    }
    assertThat(told.path("ear.appraisal-policy-id").asString())
        .isEqualTo(scene.policy().digest().toString());
    assertThat(told.path("azra.collateral").asString())
        .isEqualTo(scene.collateral().digest().toString());
    assertThat(told.path("azra.executables").asString()).isEqualTo("named");
    assertThat(told.path("azra.reasons").size()).isZero();
  }

  @Test
  void whatIsNotGenuineIsToldWithTheRefusalsCodeAndNothingElseClaimed() {
    DcapQuote quote = DcapQuote.parse(scene.quote(DevelopmentScene.binding(KEY)));
    AzraException refusal = new AzraException("evidence.signature.quote", "expected a signature");
    EarResult result = EarResult.ofRefusal(quote, refusal, KEY, AT);
    EarResult.Submodule told = result.submodules().get("TDX");
    assertThat(told).isNotNull();
    assertThat(told.status()).isEqualTo("contraindicated");
    assertThat(told.claims())
        .isEqualTo(
            Map.of("configuration", 0, "executables", 0, "hardware", 0, "instance-identity", 96));
    assertThat(told.reasons())
        .containsExactly(
            new Reason(
                "evidence.signature.quote", "expected a signature", Affirmation.CONTRAINDICATED));
    assertThat(told.policy()).isEqualTo(KEY);
    assertThat(told.collateral()).isEmpty();
    assertThat(told.executables()).isEmpty();
    assertThat(Json.MAPPER.valueToTree(result).at("/submods/TDX").has("azra.collateral")).isFalse();
    assertThat(EarResult.form(quote)).isEqualTo(Tee.TDX);
  }

  private static String claim(String code) {
    return switch (code.substring(0, code.indexOf('.'))) {
      case "tcb", "pck" -> "hardware";
      case "measurement" -> "executables";
      case "debug", "sgx", "tdx", "snp" -> "configuration";
      default -> "instance-identity";
    };
  }

  private static int tier(Affirmation affirmation) {
    return List.of(2, 0, 32, 96).get(affirmation.ordinal());
  }

  /** Not knowing is worse than affirming, though its number is lower. */
  private static int worse(int one, int other) {
    List<Integer> order = List.of(2, 0, 32, 96);
    return order.indexOf(one) >= order.indexOf(other) ? one : other;
  }
}
