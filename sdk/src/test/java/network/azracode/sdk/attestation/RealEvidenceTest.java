// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.evidence.TdReport;
import network.azracode.sdk.evidence.TdxQuote;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.EnclaveBinding;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.Tee;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Quotes from real hardware, at the time that their manifest names. */
class RealEvidenceTest {
  private final EvidenceVerifier verifier = new EvidenceVerifier(TrustAnchors.vendors());

  static List<AttestationVectors.Case> tdxV4() {
    return AttestationVectors.tdxV4();
  }

  /** E-1: TCB levels apart, every v4 case of the manifest has a genuine chain and signatures. */
  @ParameterizedTest
  @MethodSource("tdxV4")
  void quotesFromRealHardwareVerify(AttestationVectors.Case real) {
    assertThat(real.expected().get("crypto").values()).allMatch(JsonNode::asBoolean);
    TdxQuote quote = TdxQuote.parse(real.quote());
    VerifiedPlatform verified = verifier.verify(quote, Collateral.NONE, real.verifyAt());
    assertThat(verified.tee()).isEqualTo(Tee.TDX);
    TdReport report = ((VerifiedDcap) verified).report();
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
    VerifiedPlatform verified =
        verifier.verify(TdxQuote.parse(real.quote()), Collateral.NONE, real.verifyAt());
    assertThat(verified.tcb()).isInstanceOf(TcbEvaluation.NotEvaluated.class);
  }

  /** E-3: twice over, as a reason and where affirmed evidence is made. */
  @Test
  void realEvidenceIsNotAffirmedWhileItsTcbIsNotEvaluated() {
    AttestationVectors.Case real = AttestationVectors.tdx("v4-phala-uptodate");
    EnclaveBinding binding = DevelopmentScene.binding(Bytes32.ZERO);
    VerifiedEvidence verified =
        verifier.verify(
            EvidencePackage.tdx(real.quote(), binding, Bytes32.ZERO),
            Collateral.NONE,
            real.verifyAt());
    PolicyDocument policy = hardwarePolicy(mrTd(verified));
    Appraisal appraisal =
        Appraiser.appraise(verified, policy, DevelopmentScene.expected(), real.verifyAt());
    assertThat(appraisal.reasons())
        .extracting(Reason::code)
        .contains("tcb.notEvaluated")
        .doesNotContain("anchor.unknown", "tee.refused", "measurement.unknown", "debug.enabled");
    assertThat(appraisal.affirmed()).isEmpty();
    assertThat(new Appraisal(verified, policy, List.of()).affirmed()).isEmpty();
  }

  /** E-5: the host can read a debug trust domain. */
  @Test
  void aRealDebugTrustDomainIsContraindicated() {
    AttestationVectors.Case real = AttestationVectors.tdx("v4-coco-debug-td");
    VerifiedEvidence verified =
        verifier.verify(
            EvidencePackage.tdx(real.quote(), DevelopmentScene.binding(Bytes32.ZERO), Bytes32.ZERO),
            Collateral.NONE,
            real.verifyAt());
    Appraisal appraisal =
        Appraiser.appraise(
            verified, hardwarePolicy(mrTd(verified)), DevelopmentScene.expected(), real.verifyAt());
    assertThat(appraisal.reasons()).extracting(Reason::code).contains("debug.enabled");
    assertThat(appraisal.affirmation()).isEqualTo(Affirmation.CONTRAINDICATED);
  }

  /** E-2. */
  @Test
  void damagedOrTruncatedRealQuotesNeverVerify() {
    AttestationVectors.Case real = AttestationVectors.tdx("v4-phala-uptodate");
    QuoteMutations.noneVerifies(real.quote(), TrustAnchors.vendors(), real.verifyAt());
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
        new EvidenceVerifier(scene.policy().trustAnchors(scene.collateral()));
    assertThatThrownBy(() ->
            development.verify(TdxQuote.parse(real.quote()), scene.collateral(), real.verifyAt()))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("evidence.chain"))
        .hasMessageContaining("root key");
  }

  private static Octets mrTd(VerifiedEvidence verified) {
    return ((VerifiedDcap) verified.platform()).report().mrTd();
  }

  private static PolicyDocument hardwarePolicy(Octets mrTd) {
    String yaml =
        """
        name: hardware
        version: 1
        tees: [TDX]
        statuses: [UpToDate]
        anchors: {}
        measurements: {mrtd: ["%s"]}
        programs: ["%s"]
        maximumAgeSeconds: 600
        debug: false
        """
            .formatted(mrTd, DevelopmentScene.PROGRAM);
    return PolicyDocument.parse(yaml.getBytes(StandardCharsets.UTF_8));
  }

  private static Octets field(JsonNode body, String name) {
    return Octets.of("0x" + body.get(name).asString());
  }
}
