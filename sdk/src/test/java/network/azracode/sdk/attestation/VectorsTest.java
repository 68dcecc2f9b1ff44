// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import network.azracode.sdk.attestation.policy.NamedPolicy;
import network.azracode.sdk.evidence.EvidenceFormat;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.vectors.VectorCase;
import network.azracode.sdk.vectors.Vectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** E-60: every case of real evidence comes out as its manifest says. */
class VectorsTest {
  private static final EvidenceVerifier VERIFIER = new EvidenceVerifier(TrustAnchors.vendors());

  static List<VectorCase> all() {
    return Vectors.all();
  }

  static List<VectorCase> accepted() {
    return Vectors.accepted();
  }

  static List<VectorCase> genuine() {
    return all().stream().filter(VectorsTest::verifies).toList();
  }

  static List<VectorCase> refused() {
    return all().stream().filter(real -> !verifies(real)).toList();
  }

  static List<VectorCase> unsupported() {
    return all().stream().filter(VectorsTest::unsupported).toList();
  }

  @ParameterizedTest
  @MethodSource("all")
  void strictAcceptsExactlyWhatTheManifestAccepts(VectorCase real) {
    assertThat(Strict.affirms(real.evidence(), real.collateral(), real.verifyAt()))
        .isEqualTo(real.accepted());
  }

  @ParameterizedTest
  @MethodSource("genuine")
  void genuineEvidenceHasTheTcbThatTheManifestNames(VectorCase real) {
    VerifiedPlatform platform = verify(real, real.verifyAt());
    JsonNode tcb = real.expected().get("tcb");
    if (tcb != null) {
      var evaluated = (TcbEvaluation.Evaluated) platform.tcb();
      assertThat(evaluated.status().label()).isEqualTo(tcb.get("converged").asString());
      assertThat(evaluated.advisories())
          .containsExactlyInAnyOrderElementsOf(
              tcb.get("advisoryIds").values().stream().map(JsonNode::asString).toList());
    }
    assertThat(platform.verifiedAt()).isEqualTo(real.verifyAt());
    assertThat(platform.expiresAt()).isEqualTo(real.notAfter());
  }

  @ParameterizedTest
  @MethodSource("refused")
  void whatTheManifestRejectsIsNeverAffirmed(VectorCase real) {
    assertThat(Strict.affirms(real.evidence(), real.collateral(), real.verifyAt())).isFalse();
    if (!unsupported(real)) {
      assertThatThrownBy(() -> verify(real, real.verifyAt())).isInstanceOf(AzraException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("unsupported")
  void aPlatformThatReachesNoTcbLevelIsSaidToBeUnsupported(VectorCase real) {
    assertThat(verify(real, real.verifyAt()).tcb()).isInstanceOf(TcbEvaluation.Unsupported.class);
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void acceptanceBeginsAndEndsWithTheWindowOfTheManifest(VectorCase real) {
    assertThat(affirmedAt(real, real.notBefore())).isTrue();
    assertThat(affirmedAt(real, real.notAfter())).isTrue();
    assertThat(affirmedAt(real, real.notBefore().minusSeconds(1))).isFalse();
    assertThat(affirmedAt(real, real.notAfter().plusSeconds(1))).isFalse();
  }

  /** Built in, it names no code: evidence of unknown code is never affirmed. */
  @ParameterizedTest
  @MethodSource("accepted")
  void networkByItselfAffirmsNothing(VectorCase real) {
    PlatformAppraisal appraisal =
        Appraiser.appraise(verify(real, real.verifyAt()), NamedPolicy.NETWORK, real.verifyAt());
    assertThat(appraisal.affirmation()).isNotEqualTo(Affirmation.AFFIRMING);
    assertThat(appraisal.reasons())
        .extracting(Reason::code)
        .contains("measurement.unnamed", "binding.unknown");
  }

  private static boolean affirmedAt(VectorCase real, Instant at) {
    return Strict.affirms(real.evidence(), real.collateral(), at);
  }

  private static VerifiedPlatform verify(VectorCase real, Instant at) {
    return VERIFIER.verify(EvidenceFormat.parse(real.evidence()), real.collateral(), at);
  }

  private static boolean verifies(VectorCase real) {
    return verdict(real).startsWith("VERIFIES");
  }

  private static boolean unsupported(VectorCase real) {
    return verdict(real).contains("TCB_NOT_SUPPORTED");
  }

  private static String verdict(VectorCase real) {
    return real.expected().get("expected").get("verdict").asString();
  }
}
