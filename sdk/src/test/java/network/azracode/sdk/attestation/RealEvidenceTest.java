// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import network.azracode.sdk.attestation.intel.PlatformTcb;
import network.azracode.sdk.attestation.intel.TcbPart;
import network.azracode.sdk.attestation.pki.Refused;
import network.azracode.sdk.evidence.DcapQuote;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.evidence.SgxReport;
import network.azracode.sdk.evidence.TdReport;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Tee;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Quotes from real hardware, at the time that their manifest names. */
class RealEvidenceTest {
  private final EvidenceVerifier verifier = new EvidenceVerifier(TrustAnchors.vendors());

  static List<AttestationVectors.Case> dcap() {
    return AttestationVectors.dcap();
  }

  /** E-23: a status, or none, is exactly what Intel's rules say; so is every part's. */
  @ParameterizedTest
  @MethodSource("dcap")
  void theTcbOfRealEvidenceIsWhatIntelsRulesSay(AttestationVectors.Case real) {
    PlatformTcb tcb = verify(real).platform().orElseThrow();
    JsonNode expected = real.expected().get("tcb");
    String converged = expected.get("converged").asString();
    assertThat(tcb.status().map(TcbStatus::label).orElse("NOT_SUPPORTED (no matching TCB level)"))
        .isEqualTo(converged);
    assertThat(tcb.advisories())
        .containsExactlyElementsOf(
            expected.get("advisoryIds").valueStream().map(JsonNode::asString).sorted().toList());
    part(tcb, TcbPart.Kind.PLATFORM, expected.path("sgxAndTdxTcbLevel"));
    part(tcb, TcbPart.Kind.TDX_MODULE, expected.path("tdxModule"));
    part(tcb, TcbPart.Kind.QUOTING_ENCLAVE, expected.path("qe"));
    assertThat(tcb.shortfalls().isEmpty()).isEqualTo(converged.equals("UpToDate"));
  }

  /** E-1: every field of the body, from the very bytes that the attestation key signed. */
  @ParameterizedTest
  @MethodSource("dcap")
  void fieldsOfRealEvidenceAreThoseOfTheManifest(AttestationVectors.Case real) {
    VerifiedDcap verified = verify(real);
    JsonNode body = real.expected().get("body");
    assertThat(verified.evidence().version())
        .isEqualTo(real.expected().get("quoteVersion").asInt());
    assertThat(verified.evidence().signedRange().length())
        .isEqualTo(real.expected().get("signedBytes").asInt());
    assertThat(verified.reportData()).isEqualTo(field(body, "report_data"));
    assertThat(verified.debug()).isEqualTo(body.get("debug").asBoolean());
    switch (verified.body()) {
      case TdReport report -> {
        assertThat(verified.tee()).isEqualTo(Tee.TDX);
        assertThat(report.mrTd()).isEqualTo(field(body, "mrtd"));
        assertThat(report.teeTcbSvn()).isEqualTo(field(body, "tee_tcb_svn"));
        assertThat(report.mrSeam()).isEqualTo(field(body, "mrseam"));
        assertThat(report.mrSignerSeam()).isEqualTo(field(body, "mrsignerseam"));
        assertThat(report.tdAttributes()).isEqualTo(field(body, "tdattributes"));
        assertThat(report.xfam()).isEqualTo(field(body, "xfam"));
        assertThat(report.rtMr0()).isEqualTo(field(body, "rtmr0"));
        assertThat(report.rtMr3()).isEqualTo(field(body, "rtmr3"));
        assertThat(report.relaunch().isPresent()).isEqualTo(body.has("mrservicetd"));
        report
            .relaunch()
            .ifPresent(more -> {
              assertThat(more.teeTcbSvn2()).isEqualTo(field(body, "tee_tcb_svn2"));
              assertThat(more.mrServiceTd()).isEqualTo(field(body, "mrservicetd"));
            });
      }
      case SgxReport report -> {
        assertThat(verified.tee()).isEqualTo(Tee.SGX);
        assertThat(report.mrEnclave()).isEqualTo(field(body, "mrenclave"));
        assertThat(report.mrSigner()).isEqualTo(field(body, "mrsigner"));
        assertThat(report.attributes()).isEqualTo(field(body, "attributes"));
        assertThat(report.isvProdId()).isEqualTo(body.get("isvprodid").asInt());
        assertThat(report.isvSvn()).isEqualTo(body.get("isvsvn").asInt());
      }
    }
  }

  /** E-24: one second before everything is valid, and one after, nothing is. */
  @ParameterizedTest
  @MethodSource("dcap")
  void realEvidenceCountsOnlyWithinEveryWindow(AttestationVectors.Case real) {
    DcapQuote quote = DcapQuote.parse(real.quote());
    JsonNode validity = real.expected().get("validity");
    Instant from = Instant.parse(validity.get("notBefore").asString());
    Instant until = Instant.parse(validity.get("notAfter").asString());
    for (Instant inside : List.of(from, until)) {
      assertThat(verifier.verify(quote, real.collateral(), inside).expiresAt()).isEqualTo(until);
    }
    for (Instant outside : List.of(from.minusSeconds(1), until.plusSeconds(1))) {
      assertThatThrownBy(() -> verifier.verify(quote, real.collateral(), outside))
          .hasMessageContaining("asked for");
      EvidenceVerifier fresh = new EvidenceVerifier(TrustAnchors.vendors());
      assertThatThrownBy(() -> fresh.verify(quote, real.collateral(), outside))
          .hasMessageContaining("asked for");
    }
  }

  /** E-25: each document is missed by name. */
  @Test
  void withoutAnyOneOfItsDocumentsNothingVerifies() {
    AttestationVectors.Case real = AttestationVectors.dcap("tdx", "v4-phala-uptodate");
    DcapQuote quote = DcapQuote.parse(real.quote());
    for (String name : real.collateral().documents().keySet()) {
      var rest = new TreeMap<>(real.collateral().documents());
      rest.remove(name);
      Refused.with(
          "collateral.missing",
          () -> verifier.verify(quote, new Collateral(rest), real.verifyAt()));
    }
  }

  /** E-25: a genuine certificate of Intel's that is not the TCB signer signs no collateral. */
  @Test
  void collateralSignedByAnotherIntelCertificateIsRefused() {
    AttestationVectors.Case real = AttestationVectors.dcap("sgx", "v3-automata-swhardening");
    var documents = new TreeMap<>(real.collateral().documents());
    documents.put(
        "tcb_signing_chain.pem",
        AttestationVectors.document("collateral-bad/oasis_tcb_signing_chain_bad.pem"));
    assertThatThrownBy(() ->
            verifier.verify(
                DcapQuote.parse(real.quote()), new Collateral(documents), real.verifyAt()))
        .hasMessageContaining("TCB signing chain");
  }

  /** E-27: nothing in what is signed says which TEE it is for. */
  @Test
  void deprecatedTcbInfoIsEvaluatedAndNeverAffirmed() {
    AttestationVectors.Case real = AttestationVectors.dcap("sgx", "v3-automata-tcbinfo-v2");
    VerifiedEvidence verified = packaged(real);
    assertThat(((VerifiedDcap) verified.platform()).platform().orElseThrow().currentFormat())
        .isFalse();
    assertThat(codes(verified, real.verifyAt())).contains("tcb.deprecatedFormat");
  }

  @Test
  void aPackageIsOfTheTypeThatItSays() {
    AttestationVectors.Case real = AttestationVectors.dcap("sgx", "v3-automata-swhardening");
    EvidencePackage mistaken =
        EvidencePackage.tdx(real.quote(), DevelopmentScene.binding(Bytes32.ZERO), Bytes32.ZERO);
    Refused.with("evidence.malformed", mistaken::parsed);
  }

  /** E-5: the host can read a debug trust domain. */
  @Test
  void aRealDebugTrustDomainIsContraindicated() {
    AttestationVectors.Case real = AttestationVectors.dcap("tdx", "v4-coco-debug-td");
    assertThat(codes(packaged(real), real.verifyAt())).contains("debug.enabled");
  }

  @Test
  void aPlatformThatIsNotSupportedIsContraindicatedAndToldWhatIsShort() {
    AttestationVectors.Case real = AttestationVectors.dcap("tdx", "v5-phala-unsupported-tcb");
    VerifiedDcap verified = verify(real);
    assertThat(verified.tcb())
        .isInstanceOfSatisfying(
            TcbEvaluation.Unsupported.class,
            tcb ->
                assertThat(tcb.shortfalls())
                    .extracting(TcbEvaluation.Shortfall::sentence)
                    .contains("SGX component 8 has SVN 3, needs 5."));
    assertThat(codes(packaged(real), real.verifyAt())).contains("tcb.unsupported");
  }

  /** E-2. */
  @Test
  void damagedOrTruncatedRealQuotesNeverVerify() {
    AttestationVectors.Case real = AttestationVectors.dcap("tdx", "v5-google-uptodate");
    QuoteMutations.noneVerifies(
        real.quote(), TrustAnchors.vendors(), real.collateral(), real.verifyAt());
  }

  /** A quote that names its platform in another way parses, and is refused for that. */
  @Test
  void aRealQuoteWithoutItsChainIsRefused() {
    AttestationVectors.Case real = AttestationVectors.dcap("sgx", "v3-oasis-certtype3-eppid");
    DcapQuote quote = DcapQuote.parse(real.quote());
    Refused.with(
        "evidence.certification",
        () -> verifier.verify(quote, Collateral.NONE, Instant.parse("2025-01-01T00:00:00Z")));
  }

  /** E-4. */
  @Test
  void realEvidenceDoesNotVerifyUnderADevelopmentRoot(@TempDir Path folder) {
    DevelopmentScene scene = new DevelopmentScene(folder.resolve("development"));
    AttestationVectors.Case real = AttestationVectors.dcap("tdx", "v4-phala-uptodate");
    EvidenceVerifier development =
        new EvidenceVerifier(scene.policy().trustAnchors(scene.collateral()));
    Refused.with(
        "evidence.chain.root",
        () ->
            development.verify(DcapQuote.parse(real.quote()), scene.collateral(), real.verifyAt()));
  }

  private VerifiedDcap verify(AttestationVectors.Case real) {
    return (VerifiedDcap)
        verifier.verify(DcapQuote.parse(real.quote()), real.collateral(), real.verifyAt());
  }

  private VerifiedEvidence packaged(AttestationVectors.Case real) {
    EvidencePackage packaged =
        new EvidencePackage(
            real.expected().get("tee").asString().toLowerCase(Locale.ROOT),
            real.quoteBytes(),
            DevelopmentScene.binding(Bytes32.ZERO),
            Bytes32.ZERO,
            List.of());
    return verifier.verify(packaged, real.collateral(), real.verifyAt());
  }

  private static Stream<String> codes(VerifiedEvidence verified, Instant at) {
    return Appraiser.appraise(verified, hardwarePolicy(), DevelopmentScene.expected(), at)
        .reasons()
        .stream()
        .filter(reason -> reason.worst() == Affirmation.CONTRAINDICATED)
        .map(Reason::code);
  }

  private static void part(PlatformTcb tcb, TcbPart.Kind kind, JsonNode expected) {
    assertThat(tcb.part(kind).isPresent()).as("%s", kind).isEqualTo(expected.isObject());
    tcb.part(kind)
        .ifPresent(part -> {
          assertThat(part.status().label()).isEqualTo(expected.get("status").asString());
          assertThat(part.tcbDate()).isEqualTo(Instant.parse(expected.get("tcbDate").asString()));
        });
  }

  private static PolicyDocument hardwarePolicy() {
    String yaml =
        """
        name: hardware
        version: 1
        tees: [TDX, SGX]
        statuses: [UpToDate, SWHardeningNeeded]
        anchors: {}
        measurements: {mrtd: ["%s"], mrenclave: ["%s"]}
        programs: ["%s"]
        maximumAgeSeconds: 600
        debug: false
        """
            .formatted(Octets.of(new byte[48]), Bytes32.ZERO, DevelopmentScene.PROGRAM);
    return PolicyDocument.parse(yaml.getBytes(StandardCharsets.UTF_8));
  }

  private static Octets field(JsonNode body, String name) {
    return Octets.of("0x" + body.get(name).asString());
  }
}
