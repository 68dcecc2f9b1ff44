// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import network.azracode.sdk.attestation.amd.AmdProduct;
import network.azracode.sdk.attestation.pki.OffCurve;
import network.azracode.sdk.attestation.pki.Refused;
import network.azracode.sdk.attestation.pki.TestCertificate;
import network.azracode.sdk.attestation.pki.TestCrl;
import network.azracode.sdk.attestation.pki.TestKeys;
import network.azracode.sdk.evidence.ReportKey;
import network.azracode.sdk.evidence.SnpEvidence;
import network.azracode.sdk.evidence.SnpForge;
import network.azracode.sdk.protocol.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** E-44: each thing that can be wrong with a chain, its keys or its list has its own code. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnpChainTest {
  private final AmdVendor milan = AmdVendors.of(AmdProduct.MILAN, ReportKey.Kind.VCEK);
  private final AmdVendor turin = AmdVendors.of(AmdProduct.TURIN, ReportKey.Kind.VCEK);

  @Test
  void certificatesThatTheEvidenceLacksComeFromTheCollateral() {
    Map<String, Octets> documents =
        Map.of(
            "vek.der", milan.vek().der(), "ica.der", milan.ica.der(), "ark.der", milan.ark.der());
    SnpEvidence bare = SnpEvidence.parse(milan.sign(milan.report()), List.of());
    assertThat(AmdVendors.verify(milan, bare, new Collateral(documents)).report())
        .isEqualTo(bare.report());
    SnpEvidence leafOnly =
        SnpEvidence.parse(milan.sign(milan.report()), List.of(milan.vek().der()));
    assertThat(AmdVendors.verify(milan, leafOnly, new Collateral(documents)).revocationChecked())
        .isFalse();
    Refused.with("collateral.missing", () -> AmdVendors.verify(milan, bare));
  }

  Stream<Arguments> wrongExtensions() {
    return Stream.of(
        extension("endorsement.extension", e -> e.remove("3.5")),
        extension("endorsement.extension", e -> e.remove("3.8")),
        extension("endorsement.extension", e -> e.put("3.1", AmdVendor.text("3"))),
        extension("endorsement.extension", e -> e.put("3.1", AmdVendor.svn(256))),
        extension("endorsement.extension", e -> e.put("3.1", AmdVendor.svn(-1))),
        extension("endorsement.extension", e -> e.put("3.1", new byte[] {2, 5, 1})),
        extension("endorsement.extension", e -> e.remove("2")),
        extension("endorsement.extension", e -> e.put("2", AmdVendor.svn(1))),
        extension("endorsement.product", e -> e.put("2", AmdVendor.text("Venice"))),
        extension("chain.product", e -> e.put("2", AmdVendor.text("Genoa"))),
        extension("endorsement.extension", e -> e.remove("4")),
        extension("endorsement.extension", e -> e.put("4", new byte[66])),
        extension("endorsement.chipId", e -> e.put("4", new byte[64])),
        extension("endorsement.tcb", e -> e.put("3.4", AmdVendor.svn(1))),
        extension("endorsement.tcb", e -> e.put("3.8", AmdVendor.svn(114))));
  }

  @ParameterizedTest
  @MethodSource("wrongExtensions")
  void aCertificateThatSaysOtherThanTheReportIsRefused(
      String code, Consumer<Map<String, byte[]>> wrong) {
    Map<String, byte[]> extensions = milan.extensions();
    wrong.accept(extensions);
    SnpEvidence evidence =
        milan.evidence(milan.report(), milan.vek(extensions), milan.ica, milan.ark);
    Refused.with("evidence." + code, () -> AmdVendors.verify(milan, evidence));
  }

  @Test
  void chainsOfTheWrongShapeAreRefusedByName() {
    SnpForge report = milan.report();
    TestCertificate vek = milan.vek();
    refused("chain.length", report, vek, milan.ica, milan.ark, milan.ark);
    refused("chain.order", report, milan.ica, vek, milan.ark);
    TestCertificate otherArk = new AmdVendor(AmdProduct.MILAN, ReportKey.Kind.VCEK).ark;
    refused("chain.root", report, vek, milan.ica, otherArk);
    TestCertificate impostor = milan.ica("SEV-Milan").issuedBy(milan.ark);
    refused("chain.signature", report, vek, impostor, milan.ark);
    TestCertificate asvk = milan.ica("SEV-VLEK-Milan").issuedBy(milan.ark);
    refused(
        "chain.issuer", report, milan.vekDraft(milan.extensions()).issuedBy(asvk), asvk, milan.ark);
    TestCertificate late =
        TestCertificate.leaf("SEV-VCEK", milan.vekKey, AmdVendor.AT.plusSeconds(1), AmdVendor.UNTIL)
            .algorithm(AmdVendor.PSS)
            .issuedBy(milan.ica);
    refused("chain.notYetValid", report, late, milan.ica, milan.ark);
    TestCertificate old =
        TestCertificate.leaf(
                "SEV-VCEK", milan.vekKey, AmdVendor.FROM, AmdVendor.FROM.plusSeconds(1))
            .algorithm(AmdVendor.PSS)
            .issuedBy(milan.ica);
    refused("chain.expired", report, old, milan.ica, milan.ark);
  }

  @Test
  void keysAndAlgorithmsOfAnotherKindAreRefused() {
    SnpForge report = milan.report();
    TestCertificate plain =
        milan.vekDraft(milan.extensions()).algorithm("SHA384withRSA").issuedBy(milan.ica);
    refused("chain.algorithm", report, plain, milan.ica, milan.ark);
    TestCertificate short256 =
        milan.vekDraft(milan.extensions()).algorithm("SHA256withRSAandMGF1").issuedBy(milan.ica);
    refused("chain.algorithm", report, short256, milan.ica, milan.ark);
    TestCertificate.Draft onP256 =
        TestCertificate.leaf("SEV-VCEK", TestKeys.p256(), AmdVendor.FROM, AmdVendor.UNTIL)
            .algorithm(AmdVendor.PSS);
    milan.extensions().forEach((arc, octets) -> onP256.extension(AmdVendor.ARC + arc, octets));
    refused("key.kind", report, onP256.issuedBy(milan.ica), milan.ica, milan.ark);
    TestCertificate nameless =
        TestCertificate.leaf("SEV-OTHER", milan.vekKey, AmdVendor.FROM, AmdVendor.UNTIL)
            .algorithm(AmdVendor.PSS)
            .issuedBy(milan.ica);
    refused("endorsement.kind", report, nameless, milan.ica, milan.ark);
  }

  @Test
  void anEndorsementKeyOffItsCurveIsNoKey() {
    TestCertificate.Draft offCurve =
        TestCertificate.leaf("SEV-VCEK", OffCurve.of(milan.vekKey), AmdVendor.FROM, AmdVendor.UNTIL)
            .algorithm(AmdVendor.PSS);
    milan.extensions().forEach((arc, octets) -> offCurve.extension(AmdVendor.ARC + arc, octets));
    refused("key.offCurve", milan.report(), offCurve.issuedBy(milan.ica), milan.ica, milan.ark);
  }

  @Test
  void anOldReportUnderAnUnknownIssuerIsRefused() {
    for (String name : List.of("SEV-Venice", "Milan", "SEV-")) {
      TestCertificate ica = milan.ica(name).issuedBy(milan.ark);
      refused(
          "chain.issuer",
          milan.report(2),
          milan.vekDraft(milan.extensions()).issuedBy(ica),
          ica,
          milan.ark);
    }
  }

  @Test
  void certificatesThatAreNoneAreRefused() {
    Octets noise = Octets.of(new byte[100]);
    SnpEvidence evidence =
        SnpEvidence.parse(
            milan.sign(milan.report()), List.of(noise, milan.ica.der(), milan.ark.der()));
    Refused.with("evidence.certificate.malformed", () -> AmdVendors.verify(milan, evidence));
  }

  @Test
  void aListIsAskedWhereverThereIsOne() {
    SnpEvidence evidence = milan.evidence(milan.report());
    VerifiedSnp verified = AmdVendors.verify(milan, evidence, AmdVendors.listed(milan.crl()));
    assertThat(verified.revocationChecked()).isTrue();
    assertThat(verified.expiresAt()).isEqualTo(AmdVendor.UNTIL.minusSeconds(1));
    X509Certificate ica = milan.ica.certificate();
    Refused.with(
        "evidence.revoked.authority",
        () -> AmdVendors.verify(milan, evidence, AmdVendors.listed(milan.crl(ica))));
    X509Certificate vek = milan.vek().certificate();
    Refused.with(
        "evidence.revoked.leaf",
        () -> AmdVendors.verify(milan, evidence, AmdVendors.listed(milan.crl(vek))));
  }

  @Test
  void aListThatDoesNotCountIsRefused() {
    SnpEvidence evidence = milan.evidence(milan.report());
    Octets endless = TestCrl.issue(milan.ark, AmdVendor.PSS, AmdVendor.FROM, null);
    Refused.with(
        "collateral.crl.noNextUpdate",
        () -> AmdVendors.verify(milan, evidence, AmdVendors.listed(endless)));
    Octets stale =
        TestCrl.issue(milan.ark, AmdVendor.PSS, AmdVendor.FROM, AmdVendor.AT.minusSeconds(1));
    Refused.with(
        "collateral.crl.expired",
        () -> AmdVendors.verify(milan, evidence, AmdVendors.listed(stale)));
    Octets foreign = new AmdVendor(AmdProduct.MILAN, ReportKey.Kind.VCEK).crl();
    Refused.with(
        "collateral.crl.signature",
        () -> AmdVendors.verify(milan, evidence, AmdVendors.listed(foreign)));
    Refused.with(
        "collateral.crl.issuer",
        () -> AmdVendors.verify(milan, evidence, AmdVendors.listed(turin.crl())));
    Octets cut = milan.crl().slice(0, 100);
    Refused.with(
        "collateral.crl.malformed",
        () -> AmdVendors.verify(milan, evidence, AmdVendors.listed(cut)));
  }

  /** What was kept is asked again: windows and lists decide each time. */
  @Test
  void aKeptChainStillExpires() {
    SnpVerifier verifier = new SnpVerifier(milan.anchors());
    SnpEvidence evidence = milan.evidence(milan.report());
    assertThat(verifier.verify(evidence, Collateral.NONE, AmdVendor.AT).verifiedAt())
        .isEqualTo(AmdVendor.AT);
    assertThat(verifier.verify(evidence, Collateral.NONE, AmdVendor.UNTIL).expiresAt())
        .isEqualTo(AmdVendor.UNTIL);
    Refused.with(
        "evidence.chain.expired",
        () -> verifier.verify(evidence, Collateral.NONE, AmdVendor.UNTIL.plusSeconds(1)));
    Refused.with(
        "evidence.chain.notYetValid",
        () -> verifier.verify(evidence, Collateral.NONE, AmdVendor.FROM.minusSeconds(1)));
    Octets list = milan.crl();
    verifier.verify(evidence, AmdVendors.listed(list), AmdVendor.AT);
    Refused.with(
        "collateral.crl.expired",
        () -> verifier.verify(evidence, AmdVendors.listed(list), AmdVendor.UNTIL));
  }

  @Test
  void theVendorsOwnRootsAcceptNothingOfOurs() {
    Refused.with(
        "evidence.chain.root",
        () ->
            new SnpVerifier(TrustAnchors.vendors())
                .verify(milan.evidence(milan.report()), Collateral.NONE, AmdVendor.AT));
  }

  private static Arguments extension(String code, Consumer<Map<String, byte[]>> change) {
    return Arguments.of(code, change);
  }

  private void refused(String code, SnpForge report, TestCertificate... chain) {
    SnpEvidence evidence = milan.evidence(report, chain);
    Refused.with("evidence." + code, () -> AmdVendors.verify(milan, evidence));
  }
}
