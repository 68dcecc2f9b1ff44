// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import network.azracode.sdk.evidence.TdReport;
import network.azracode.sdk.evidence.TdxQuote;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.Tee;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Quotes from real hardware, at the time that their manifest names. */
class RealEvidenceTest {
  private final EvidenceVerifier verifier = new EvidenceVerifier(VendorAnchor.INTEL_TDX);

  static List<AttestationVectors.Case> tdxV4() {
    return AttestationVectors.tdxV4();
  }

  /** E-1: TCB levels apart, every v4 case of the manifest has a genuine chain and signatures. */
  @ParameterizedTest
  @MethodSource("tdxV4")
  void quotesFromRealHardwareVerify(AttestationVectors.Case real) {
    assertThat(real.expected().get("crypto").values()).allMatch(JsonNode::asBoolean);
    TdxQuote quote = TdxQuote.parse(real.quote());
    VerifiedQuote verified = verifier.verify(quote, Collateral.NONE, real.verifyAt());
    assertThat(verified.tee()).isEqualTo(Tee.TDX);
    TdReport report = verified.report();
    JsonNode body = real.expected().get("body");
    assertThat(report.mrTd()).isEqualTo(field(body, "mrtd"));
    assertThat(report.teeTcbSvn()).isEqualTo(field(body, "tee_tcb_svn"));
    assertThat(report.mrSeam()).isEqualTo(field(body, "mrseam"));
    assertThat(report.tdAttributes()).isEqualTo(field(body, "tdattributes"));
    assertThat(report.xfam()).isEqualTo(field(body, "xfam"));
    assertThat(report.rtMr0()).isEqualTo(field(body, "rtmr0"));
    assertThat(report.rtMr3()).isEqualTo(field(body, "rtmr3"));
    assertThat(report.reportData()).isEqualTo(field(body, "report_data"));
    assertThat(report.debug()).isEqualTo(body.get("debug").asBoolean());
  }

  /** E-3: without TCB info a vendor's evidence is authentic, and no more than that. */
  @ParameterizedTest
  @MethodSource("tdxV4")
  void theTcbOfRealEvidenceIsNotEvaluated(AttestationVectors.Case real) {
    VerifiedQuote verified =
        verifier.verify(TdxQuote.parse(real.quote()), Collateral.NONE, real.verifyAt());
    assertThat(verified.tcb()).isInstanceOf(TcbEvaluation.NotEvaluated.class);
  }

  /** E-2. */
  @Test
  void damagedOrTruncatedRealQuotesNeverVerify() {
    AttestationVectors.Case real = AttestationVectors.tdx("v4-phala-uptodate");
    QuoteMutations.noneVerifies(real.quote(), VendorAnchor.INTEL_TDX, real.verifyAt());
  }

  /** E-1. */
  @Test
  void aChainIsValidOnlyAtTheTimeThatIsPassedIn() {
    AttestationVectors.Case real = AttestationVectors.tdx("v4-phala-uptodate");
    TdxQuote quote = TdxQuote.parse(real.quote());
    for (String outside : List.of("2025-02-06T23:25:50Z", "2032-02-06T23:25:52Z")) {
      assertThatThrownBy(() -> verifier.verify(quote, Collateral.NONE, Instant.parse(outside)))
          .isInstanceOfSatisfying(
              AzraException.class, e -> assertThat(e.code()).isEqualTo("evidence.chain"));
    }
  }

  /** E-4. */
  @Test
  void realEvidenceDoesNotVerifyUnderADevelopmentRoot(@TempDir Path folder) {
    DevelopmentScene scene = new DevelopmentScene(folder.resolve("development"));
    AttestationVectors.Case real = AttestationVectors.tdx("v4-phala-uptodate");
    EvidenceVerifier development =
        new EvidenceVerifier(scene.policy().trustAnchor(scene.collateral()));
    assertThatThrownBy(() ->
            development.verify(TdxQuote.parse(real.quote()), scene.collateral(), real.verifyAt()))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("evidence.chain"))
        .hasMessageContaining("root key");
  }

  private static Octets field(JsonNode body, String name) {
    return Octets.of("0x" + body.get(name).asString());
  }
}
