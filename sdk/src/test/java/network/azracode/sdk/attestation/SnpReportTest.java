// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import network.azracode.sdk.attestation.amd.AmdProduct;
import network.azracode.sdk.attestation.amd.TcbComponent;
import network.azracode.sdk.attestation.pki.Refused;
import network.azracode.sdk.attestation.pki.TestCertificate;
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

/** E-44: what a report says is held against its key, under a vendor of our own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnpReportTest {
  private final AmdVendor milan = AmdVendors.of(AmdProduct.MILAN, ReportKey.Kind.VCEK);
  private final AmdVendor turin = AmdVendors.of(AmdProduct.TURIN, ReportKey.Kind.VCEK);
  private final AmdVendor cloud = AmdVendors.of(AmdProduct.GENOA, ReportKey.Kind.VLEK);

  @Test
  void everyProductKindAndVersionVerifies() {
    for (AmdVendor vendor : AmdVendors.ALL) {
      int oldest = vendor.product == AmdProduct.TURIN ? 3 : 2;
      for (int version = oldest; version <= 5; version++) {
        VerifiedSnp verified = AmdVendors.verify(vendor, vendor.evidence(vendor.report(version)));
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
    VerifiedSnp chip = AmdVendors.verify(milan, milan.evidence(milan.report()));
    assertThat(chip.endorsed().key().hardwareId()).contains(Octets.of(milan.chipId()));
    assertThat(chip.endorsed().chipIdMasked()).isFalse();
    VerifiedSnp provider = AmdVendors.verify(cloud, cloud.evidence(cloud.report()));
    assertThat(provider.endorsed().key().provider()).contains(AmdVendor.PROVIDER);
    assertThat(provider.endorsed().key().hardwareId()).isEmpty();
  }

  @Test
  void aHostMayMaskTheIdOfItsChip() {
    SnpForge masked = milan.report().bytes(SnpForge.CHIP_ID, new byte[64]);
    assertThat(AmdVendors.verify(milan, milan.evidence(masked)).endorsed().chipIdMasked()).isTrue();
  }

  @Test
  void debugAndMigrationAreToldNotHidden() {
    SnpForge open = milan.report().u64(SnpForge.POLICY, 0xf0000);
    VerifiedSnp verified = AmdVendors.verify(milan, milan.evidence(open));
    assertThat(verified.debug()).isTrue();
    assertThat(verified.report().policy().migratable()).isTrue();
    assertThat(AmdVendors.verify(milan, milan.evidence(milan.report())).debug()).isFalse();
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
    Refused.with("evidence." + code, () -> AmdVendors.verify(milan, evidence));
  }

  @Test
  void whoShouldHaveSignedAndWhoDidIsTold() {
    told(1 << 2, "expected a report signed by a VCEK, found VLEK");
    told(1 << 1, "expected a report signed by a VCEK, found a masked key");
  }

  private void told(int keyInfo, String sentence) {
    SnpEvidence evidence = milan.evidence(milan.report().u32(SnpForge.KEY_INFO, keyInfo));
    assertThatThrownBy(() -> AmdVendors.verify(milan, evidence)).hasMessageContaining(sentence);
  }

  @Test
  void aReportOfAnotherProductIsRefused() {
    SnpForge genoa = milan.report().bytes(SnpForge.CPU_ID, (byte) 0x19, (byte) 0x11);
    SnpEvidence evidence = milan.evidence(genoa);
    // the anchors know Milan only, so Genoa's root is nobody's
    Refused.with("evidence.chain.vendor", () -> AmdVendors.verify(milan, evidence));
    AmdVendor other = AmdVendors.of(AmdProduct.GENOA, ReportKey.Kind.VCEK);
    Refused.with("evidence.chain.root", () -> AmdVendors.verify(other, evidence));
    TestCertificate ica = other.ica("SEV-Genoa").issuedBy(other.ark);
    TestCertificate vek = other.vekDraft(milan.extensions()).issuedBy(ica);
    Refused.with(
        "evidence.chain.product",
        () -> AmdVendors.verify(other, other.evidence(other.report(), vek, ica, other.ark)));
  }

  @Test
  void aTurinReportThatDoesNotNameItsChipIsAmbiguous() {
    Refused.with(
        "evidence.product.ambiguous",
        () -> AmdVendors.verify(turin, turin.evidence(turin.report(2))));
  }

  /** Byte for byte the other order: what Milan would read as bootloader is Turin's FMC. */
  @Test
  void turinsTcbIsReadInTurinsOrder() {
    VerifiedSnp verified = AmdVendors.verify(turin, turin.evidence(turin.report()));
    assertThat(verified.endorsed().current().svn(TcbComponent.FMC)).isEqualTo(1);
    SnpEvidence milansOrder = turin.evidence(turin.report().tcb(milan.tcb()));
    Refused.with("evidence.endorsement.tcb", () -> AmdVendors.verify(turin, milansOrder));
  }

  @Test
  void turinsChipIdIsEightBytesAndNoMore() {
    SnpForge longer = turin.report().bytes(SnpForge.CHIP_ID + 8, (byte) 1);
    Refused.with(
        "evidence.endorsement.chipId", () -> AmdVendors.verify(turin, turin.evidence(longer)));
  }

  @Test
  void aReportUnderAVlekNamesNoChip() {
    SnpForge named = cloud.report().bytes(SnpForge.CHIP_ID, (byte) 1);
    Refused.with(
        "evidence.endorsement.chipId", () -> AmdVendors.verify(cloud, cloud.evidence(named)));
  }

  @Test
  void aSignatureByAnotherKeyOrWithPaddingIsRefused() {
    SnpEvidence good = milan.evidence(milan.report());
    Octets report = milan.sign(milan.report());
    for (int offset : List.of(0x2a0, 0x2a0 + 47, 0x2a0 + 72, 0x2a0 + 72 + 47)) {
      Refused.with(
          "evidence.signature.report", () -> AmdVendors.verify(milan, with(report, offset, good)));
    }
    for (int offset : List.of(0x2a0 + 48, 0x2a0 + 71, 0x2a0 + 120, 0x2a0 + 143, 0x330, 1183)) {
      Refused.with(
          "evidence.signature.padding", () -> AmdVendors.verify(milan, with(report, offset, good)));
    }
    SnpForge byAnother = milan.report();
    Octets zero = byAnother.sign(range -> new byte[96]);
    Refused.with(
        "evidence.signature.report",
        () -> AmdVendors.verify(milan, SnpEvidence.parse(zero, good.certificates())));
  }

  @Test
  void azuresClaimsCountOnlyUnderTheirHash() {
    String userData = "5a".repeat(64);
    Octets json = AmdVendor.ascii("{\"user-data\":\"" + userData + "\"}");
    byte[] hash = Sha256.hash(json.toByteArray()).toByteArray();
    SnpForge bound = milan.report().bytes(SnpForge.REPORT_DATA, hash);
    SnpEvidence evidence = milan.evidence(bound).with(HclRuntime.parse(json));
    assertThat(AmdVendors.verify(milan, evidence).reportData())
        .isEqualTo(Octets.of("0x" + userData));
    Collateral beside = new Collateral(Map.of("hcl_runtime_data.json", json));
    assertThat(AmdVendors.verify(milan, milan.evidence(bound), beside).reportData())
        .isEqualTo(Octets.of("0x" + userData));
    SnpEvidence other = milan.evidence(bound).with(HclRuntime.parse(AmdVendor.ascii("{}")));
    Refused.with("evidence.runtimeData", () -> AmdVendors.verify(milan, other));
    SnpForge more = milan.report().bytes(SnpForge.REPORT_DATA, hash).bytes(0x8f, (byte) 1);
    Refused.with(
        "evidence.runtimeData",
        () -> AmdVendors.verify(milan, milan.evidence(more).with(HclRuntime.parse(json))));
  }

  @Test
  void claimsWithoutTheGuestsBytesBindNothing() {
    Octets json = AmdVendor.ascii("{}");
    byte[] hash = Sha256.hash(json.toByteArray()).toByteArray();
    SnpEvidence evidence =
        milan
            .evidence(milan.report().bytes(SnpForge.REPORT_DATA, hash))
            .with(HclRuntime.parse(json));
    assertThat(AmdVendors.verify(milan, evidence).reportData()).isEqualTo(Octets.EMPTY);
  }

  private static Arguments wrong(String code, UnaryOperator<SnpForge> change) {
    return Arguments.of(code, change);
  }

  private static SnpEvidence with(Octets report, int offset, SnpEvidence good) {
    byte[] flipped = report.toByteArray();
    flipped[offset] ^= 1;
    return SnpEvidence.parse(Octets.of(flipped), good.certificates());
  }
}
