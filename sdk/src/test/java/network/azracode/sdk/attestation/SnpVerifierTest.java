// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import network.azracode.sdk.attestation.amd.AmdProduct;
import network.azracode.sdk.attestation.amd.TcbComponent;
import network.azracode.sdk.attestation.pki.OffCurve;
import network.azracode.sdk.attestation.pki.Refused;
import network.azracode.sdk.attestation.pki.TestCertificate;
import network.azracode.sdk.attestation.pki.TestCrl;
import network.azracode.sdk.attestation.pki.TestKeys;
import network.azracode.sdk.evidence.HclRuntime;
import network.azracode.sdk.evidence.ReportKey;
import network.azracode.sdk.evidence.SnpEvidence;
import network.azracode.sdk.evidence.SnpForge;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.Tee;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** E-44: under a vendor of our own, what is right verifies, and each wrong has its own code. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnpVerifierTest {
  private final List<AmdVendor> vendors =
      Stream.of(AmdProduct.values())
          .flatMap(product ->
              Stream.of(ReportKey.Kind.VCEK, ReportKey.Kind.VLEK)
                  .map(kind -> new AmdVendor(product, kind)))
          .toList();
  private final AmdVendor milan = vendor(AmdProduct.MILAN, ReportKey.Kind.VCEK);
  private final AmdVendor turin = vendor(AmdProduct.TURIN, ReportKey.Kind.VCEK);
  private final AmdVendor cloud = vendor(AmdProduct.GENOA, ReportKey.Kind.VLEK);

  @Test
  void everyProductKindAndVersionVerifies() {
    for (AmdVendor vendor : vendors) {
      int oldest = vendor.product == AmdProduct.TURIN ? 3 : 2;
      for (int version = oldest; version <= 5; version++) {
        VerifiedSnp verified = verify(vendor, vendor.evidence(vendor.report(version)));
        assertThat(verified.endorsed().key().product()).isEqualTo(vendor.product);
        assertThat(verified.endorsed().key().kind()).isEqualTo(vendor.kind);
        assertThat(verified.endorsed().reported().svn(TcbComponent.BOOTLOADER)).isEqualTo(3);
        assertThat(verified.endorsed().reported().svn(TcbComponent.SNP)).isEqualTo(8);
        assertThat(verified.endorsed().reported().svn(TcbComponent.MICROCODE)).isEqualTo(115);
        assertThat(verified.tee()).isEqualTo(Tee.SEV_SNP);
        assertThat(verified.revocationChecked()).isFalse();
        assertThat(verified.expiresAt()).isEqualTo(AmdVendor.UNTIL);
        assertThat(verified.tcb()).isEqualTo(new TcbEvaluation.LeftToPolicy());
      }
    }
  }

  @Test
  void aVcekNamesItsChipAndAVlekItsProvider() {
    VerifiedSnp chip = verify(milan, milan.evidence(milan.report()));
    assertThat(chip.endorsed().key().hardwareId()).contains(Octets.of(milan.chipId()));
    assertThat(chip.endorsed().chipIdMasked()).isFalse();
    VerifiedSnp provider = verify(cloud, cloud.evidence(cloud.report()));
    assertThat(provider.endorsed().key().provider()).contains(AmdVendor.PROVIDER);
    assertThat(provider.endorsed().key().hardwareId()).isEmpty();
  }

  @Test
  void aHostMayMaskTheIdOfItsChip() {
    SnpForge masked = milan.report().bytes(SnpForge.CHIP_ID, new byte[64]);
    assertThat(verify(milan, milan.evidence(masked)).endorsed().chipIdMasked()).isTrue();
  }

  @Test
  void debugAndMigrationAreToldNotHidden() {
    SnpForge open = milan.report().u64(SnpForge.POLICY, 0xf0000);
    VerifiedSnp verified = verify(milan, milan.evidence(open));
    assertThat(verified.debug()).isTrue();
    assertThat(verified.report().policy().migratable()).isTrue();
    assertThat(verify(milan, milan.evidence(milan.report())).debug()).isFalse();
  }

  @Test
  void certificatesThatTheEvidenceLacksComeFromTheCollateral() {
    Map<String, Octets> documents =
        Map.of(
            "vek.der", milan.vek().der(), "ica.der", milan.ica.der(), "ark.der", milan.ark.der());
    SnpEvidence bare = SnpEvidence.parse(milan.sign(milan.report()), List.of());
    assertThat(verify(milan, bare, new Collateral(documents)).report()).isEqualTo(bare.report());
    SnpEvidence leafOnly =
        SnpEvidence.parse(milan.sign(milan.report()), List.of(milan.vek().der()));
    assertThat(verify(milan, leafOnly, new Collateral(documents)).revocationChecked()).isFalse();
    Refused.with("collateral.missing", () -> verify(milan, bare));
  }

  Stream<Arguments> wrongReports() {
    return Stream.of(
        wrong("endorsement.kind", r -> r.u32(SnpForge.KEY_INFO, 1 << 2)),
        wrong("endorsement.kind", r -> r.u32(SnpForge.KEY_INFO, 7 << 2)),
        wrong("endorsement.kind", r -> r.u32(SnpForge.KEY_INFO, 1 << 1)),
        wrong("endorsement.tcb", r -> r.hex(SnpForge.REPORTED_TCB, "0x0300000000000872")),
        wrong("endorsement.tcb", r -> r.hex(SnpForge.REPORTED_TCB, "0x0300010000000873")),
        wrong("endorsement.chipId", r -> r.bytes(SnpForge.CHIP_ID, (byte) 1)),
        wrong("endorsement.chipId", r -> r.bytes(SnpForge.CHIP_ID + 63, (byte) 0)),
        wrong("tcb.order", r -> r.hex(SnpForge.COMMITTED_TCB, "0x0300000000000872")),
        wrong("tcb.order", r -> r.hex(SnpForge.COMMITTED_TCB, "0x0400000000000773")),
        wrong("tcb.order", r -> r.hex(SnpForge.CURRENT_TCB, "0x0200000000000874")),
        wrong("product.unknown", r -> r.bytes(SnpForge.CPU_ID, (byte) 0x17, (byte) 1)),
        wrong("product.unknown", r -> r.bytes(SnpForge.CPU_ID, (byte) 0x19, (byte) 0x20)),
        wrong("product.unknown", r -> r.bytes(SnpForge.CPU_ID, (byte) 0x1a, (byte) 0x12)));
  }

  @ParameterizedTest
  @MethodSource("wrongReports")
  void aReportThatDisagreesWithItsKeyIsRefused(String code, UnaryOperator<SnpForge> wrong) {
    SnpEvidence evidence = milan.evidence(wrong.apply(milan.report()));
    Refused.with("evidence." + code, () -> verify(milan, evidence));
  }

  @Test
  void aReportOfAnotherProductIsRefused() {
    SnpForge genoa = milan.report().bytes(SnpForge.CPU_ID, (byte) 0x19, (byte) 0x11);
    SnpEvidence evidence = milan.evidence(genoa);
    // the anchors know Milan only, so Genoa's root is nobody's
    Refused.with("evidence.chain", () -> verify(milan, evidence));
    AmdVendor other = vendor(AmdProduct.GENOA, ReportKey.Kind.VCEK);
    Refused.with("evidence.chain.root", () -> verify(other, evidence));
    TestCertificate ica = other.ica("SEV-Genoa").issuedBy(other.ark);
    TestCertificate vek = other.vekDraft(milan.extensions()).issuedBy(ica);
    Refused.with(
        "evidence.chain.product",
        () -> verify(other, other.evidence(other.report(), vek, ica, other.ark)));
  }

  @Test
  void aTurinReportThatDoesNotNameItsChipIsAmbiguous() {
    Refused.with(
        "evidence.product.ambiguous", () -> verify(turin, turin.evidence(turin.report(2))));
  }

  /** Byte for byte the other order: what Milan would read as bootloader is Turin's FMC. */
  @Test
  void turinsTcbIsReadInTurinsOrder() {
    VerifiedSnp verified = verify(turin, turin.evidence(turin.report()));
    assertThat(verified.endorsed().current().svn(TcbComponent.FMC)).isEqualTo(1);
    SnpEvidence milansOrder = turin.evidence(turin.report().tcb(milan.tcb()));
    Refused.with("evidence.endorsement.tcb", () -> verify(turin, milansOrder));
  }

  @Test
  void turinsChipIdIsEightBytesAndNoMore() {
    SnpForge longer = turin.report().bytes(SnpForge.CHIP_ID + 8, (byte) 1);
    Refused.with("evidence.endorsement.chipId", () -> verify(turin, turin.evidence(longer)));
  }

  @Test
  void aReportUnderAVlekNamesNoChip() {
    SnpForge named = cloud.report().bytes(SnpForge.CHIP_ID, (byte) 1);
    Refused.with("evidence.endorsement.chipId", () -> verify(cloud, cloud.evidence(named)));
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
    Refused.with("evidence." + code, () -> verify(milan, evidence));
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
    Refused.with("evidence.certificate.malformed", () -> verify(milan, evidence));
  }

  @Test
  void aListIsAskedWhereverThereIsOne() {
    SnpEvidence evidence = milan.evidence(milan.report());
    VerifiedSnp verified = verify(milan, evidence, listed(milan.crl()));
    assertThat(verified.revocationChecked()).isTrue();
    assertThat(verified.expiresAt()).isEqualTo(AmdVendor.UNTIL.minusSeconds(1));
    X509Certificate ica = milan.ica.certificate();
    Refused.with(
        "evidence.revoked.authority", () -> verify(milan, evidence, listed(milan.crl(ica))));
    X509Certificate vek = milan.vek().certificate();
    Refused.with("evidence.revoked.leaf", () -> verify(milan, evidence, listed(milan.crl(vek))));
  }

  @Test
  void aListThatDoesNotCountIsRefused() {
    SnpEvidence evidence = milan.evidence(milan.report());
    Octets endless = TestCrl.issue(milan.ark, AmdVendor.PSS, AmdVendor.FROM, null);
    Refused.with("collateral.crl.noNextUpdate", () -> verify(milan, evidence, listed(endless)));
    Octets stale =
        TestCrl.issue(milan.ark, AmdVendor.PSS, AmdVendor.FROM, AmdVendor.AT.minusSeconds(1));
    Refused.with("collateral.crl.expired", () -> verify(milan, evidence, listed(stale)));
    Octets foreign = new AmdVendor(AmdProduct.MILAN, ReportKey.Kind.VCEK).crl();
    Refused.with("collateral.crl.signature", () -> verify(milan, evidence, listed(foreign)));
    Refused.with("collateral.crl.issuer", () -> verify(milan, evidence, listed(turin.crl())));
    Octets cut = milan.crl().slice(0, 100);
    Refused.with("collateral.crl.malformed", () -> verify(milan, evidence, listed(cut)));
  }

  @Test
  void aSignatureByAnotherKeyOrWithPaddingIsRefused() {
    SnpEvidence good = milan.evidence(milan.report());
    Octets report = milan.sign(milan.report());
    for (int offset : List.of(0x2a0, 0x2a0 + 47, 0x2a0 + 72, 0x2a0 + 72 + 47)) {
      Refused.with("evidence.signature.report", () -> verify(milan, with(report, offset, good)));
    }
    for (int offset : List.of(0x2a0 + 48, 0x2a0 + 71, 0x2a0 + 120, 0x2a0 + 143, 0x330, 1183)) {
      Refused.with("evidence.signature.padding", () -> verify(milan, with(report, offset, good)));
    }
    SnpForge byAnother = milan.report();
    Octets zero = byAnother.sign(range -> new byte[96]);
    Refused.with(
        "evidence.signature.report",
        () -> verify(milan, SnpEvidence.parse(zero, good.certificates())));
  }

  @Test
  void azuresClaimsCountOnlyUnderTheirHash() {
    String userData = "5a".repeat(64);
    Octets json = AmdVendor.ascii("{\"user-data\":\"" + userData + "\"}");
    byte[] hash = Sha256.hash(json.toByteArray()).toByteArray();
    SnpForge bound = milan.report().bytes(SnpForge.REPORT_DATA, hash);
    SnpEvidence evidence = milan.evidence(bound).with(HclRuntime.parse(json));
    assertThat(verify(milan, evidence).reportData()).isEqualTo(Octets.of("0x" + userData));
    Collateral beside = new Collateral(Map.of("hcl_runtime_data.json", json));
    assertThat(verify(milan, milan.evidence(bound), beside).reportData())
        .isEqualTo(Octets.of("0x" + userData));
    SnpEvidence other = milan.evidence(bound).with(HclRuntime.parse(AmdVendor.ascii("{}")));
    Refused.with("evidence.runtimeData", () -> verify(milan, other));
    SnpForge more = milan.report().bytes(SnpForge.REPORT_DATA, hash).bytes(0x8f, (byte) 1);
    Refused.with(
        "evidence.runtimeData",
        () -> verify(milan, milan.evidence(more).with(HclRuntime.parse(json))));
  }

  @Test
  void claimsWithoutTheGuestsBytesBindNothing() {
    Octets json = AmdVendor.ascii("{}");
    byte[] hash = Sha256.hash(json.toByteArray()).toByteArray();
    SnpEvidence evidence =
        milan
            .evidence(milan.report().bytes(SnpForge.REPORT_DATA, hash))
            .with(HclRuntime.parse(json));
    assertThat(verify(milan, evidence).reportData()).isEqualTo(Octets.EMPTY);
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
    verifier.verify(evidence, listed(list), AmdVendor.AT);
    Refused.with(
        "collateral.crl.expired", () -> verifier.verify(evidence, listed(list), AmdVendor.UNTIL));
  }

  @Test
  void theVendorsOwnRootsAcceptNothingOfOurs() {
    Refused.with(
        "evidence.chain.root",
        () ->
            new SnpVerifier(TrustAnchors.vendors())
                .verify(milan.evidence(milan.report()), Collateral.NONE, AmdVendor.AT));
  }

  private static Arguments wrong(String code, UnaryOperator<SnpForge> change) {
    return Arguments.of(code, change);
  }

  private static Arguments extension(String code, Consumer<Map<String, byte[]>> change) {
    return Arguments.of(code, change);
  }

  private static SnpEvidence with(Octets report, int offset, SnpEvidence good) {
    byte[] flipped = report.toByteArray();
    flipped[offset] ^= 1;
    return SnpEvidence.parse(Octets.of(flipped), good.certificates());
  }

  private static Collateral listed(Octets crl) {
    return new Collateral(Map.of("crl.der", crl));
  }

  private void refused(String code, SnpForge report, TestCertificate... chain) {
    SnpEvidence evidence = milan.evidence(report, chain);
    Refused.with("evidence." + code, () -> verify(milan, evidence));
  }

  private AmdVendor vendor(AmdProduct product, ReportKey.Kind kind) {
    return vendors.stream()
        .filter(vendor -> vendor.product == product && vendor.kind == kind)
        .findFirst()
        .orElseThrow();
  }

  private static VerifiedSnp verify(AmdVendor vendor, SnpEvidence evidence) {
    return verify(vendor, evidence, Collateral.NONE);
  }

  private static VerifiedSnp verify(AmdVendor vendor, SnpEvidence evidence, Collateral collateral) {
    return new SnpVerifier(vendor.anchors()).verify(evidence, collateral, AmdVendor.AT);
  }
}
