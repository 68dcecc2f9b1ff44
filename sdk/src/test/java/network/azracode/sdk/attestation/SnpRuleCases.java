// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static network.azracode.sdk.attestation.RuleCase.contraindicated;
import static network.azracode.sdk.attestation.RuleCase.unknown;
import static network.azracode.sdk.attestation.RuleCase.warning;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import network.azracode.sdk.attestation.amd.AmdProduct;
import network.azracode.sdk.evidence.ReportKey;
import network.azracode.sdk.evidence.SnpForge;

/** Each rule for SEV-SNP, broken alone, on reports of a vendor of our own. */
final class SnpRuleCases {
  private static final String ZEROES = "0x" + "00".repeat(48);
  private static final String ONES = "0x" + "11".repeat(48);
  private static final PolicyText POLICY =
      PolicyText.naming("{snp: [\"" + ZEROES + "\"]}").with("snp", "{floorRequired: false}");

  private final AmdVendor vendor = new AmdVendor(AmdProduct.MILAN, ReportKey.Kind.VCEK);

  AttestationResult good() {
    return asking("").get();
  }

  /** Everything that a policy can name, named as it is. */
  List<AttestationResult> named() {
    String values =
        "hostData: [\"0x%s\"], idKeyDigests: [%2$s], authorKeyDigests: [%2$s], minimumGuestSvn: 2,"
                .formatted("00".repeat(32), "\"" + ZEROES + "\"")
            + " policyBits: {required: [16], forbidden: [20]}, mitigationBits: [0, 63],"
            + " platformInfoBits: {required: [63], forbidden: [5]}, endorsementKeys: [VCEK],"
            + " floors: {Milan: {bootloader: 3, tee: 0, snp: 8, microcode: 115}}";
    SnpForge report =
        vendor
            .report()
            .u32(SnpForge.GUEST_SVN, 2)
            .u64(SnpForge.PLATFORM_INFO, 1L << 63)
            .u64(SnpForge.LAUNCH_MITIGATIONS, 1L << 63 | 1)
            .u64(SnpForge.CURRENT_MITIGATIONS, 1L << 63 | 1);
    AmdVendor cloud = new AmdVendor(AmdProduct.TURIN, ReportKey.Kind.VLEK);
    String provider =
        "endorsementKeys: [VLEK], providers: [\"%s\"], floors: {Turin: {fmc: 1}}"
            .formatted(AmdVendor.PROVIDER);
    return List.of(
        appraise(vendor, report, asking(POLICY, values), true, AmdVendor.AT),
        appraise(cloud, cloud.report(), asking(POLICY, provider), true, AmdVendor.AT));
  }

  Stream<RuleCase> all() {
    return Stream.of(guest(), endorsement(), firmware(), floors(), code(), platform())
        .flatMap(List::stream);
  }

  /** All four versions of a report are held against the floor. */
  private List<RuleCase> floors() {
    return Stream.of("reported", "committed", "current", "launch")
        .map(which ->
            warning(
                "tcb.belowFloor",
                "Milan microcode (%s) has SVN 115, needs 116".formatted(which),
                asking("floors: {Milan: {microcode: 116}}")))
        .toList();
  }

  private List<RuleCase> guest() {
    return List.of(
        contraindicated(
            "debug.enabled",
            "launch without DEBUG",
            reporting(r -> r.u64(SnpForge.POLICY, 0x30000 | 1 << 19))),
        contraindicated(
            "snp.migratable",
            "allows a migration agent",
            reporting(r -> r.u64(SnpForge.POLICY, 0x30000 | 1 << 18))),
        contraindicated(
            "snp.vmpl",
            "at VMPL 1, the policy accepts [0]",
            reporting(r -> r.u32(SnpForge.VMPL, 1))),
        warning("snp.guestSvn", "Guest SVN is 0, the policy needs 1", asking("minimumGuestSvn: 1")),
        warning(
            "snp.policyBits",
            "Guest policy has bit 20 clear, needs it set",
            asking("policyBits: {required: [20], forbidden: [19]}")),
        warning(
            "snp.policyBits",
            "Guest policy has bit 16 set, needs it clear",
            asking("policyBits: {required: [], forbidden: [16]}")));
  }

  private List<RuleCase> endorsement() {
    return List.of(
        unknown("revocation.unchecked", "fetch it", () -> appraise(vendor.report(), POLICY, false)),
        contraindicated(
            "snp.endorsementKey",
            "signed by a VCEK, the policy accepts [VLEK]",
            asking("endorsementKeys: [VLEK]")),
        contraindicated(
            "snp.provider",
            "provider is none, the policy names [CN=cloud]",
            asking("providers: [\"CN=cloud\"]")));
  }

  private List<RuleCase> firmware() {
    return List.of(
        warning(
            "snp.uncommittedTcb",
            "Committed TCB is Milan bootloader 3",
            reporting(r -> r.hex(SnpForge.CURRENT_TCB, "0x0300000000000874"))),
        warning(
            "snp.provisionalFirmware",
            "Committed firmware is 0.0 build 0, current is 1.55 build 29",
            reporting(r -> r.hex(SnpForge.CURRENT_FIRMWARE, "0x1d3701"))),
        warning(
            "snp.platformInfo",
            "PLATFORM_INFO has bit 5 clear, needs it set",
            asking("platformInfoBits: {required: [5], forbidden: [0]}")),
        warning(
            "snp.mitigation",
            "CURRENT_MIT_VECTOR has bit 3 clear, needs it set",
            () ->
                appraise(
                    vendor.report().u64(SnpForge.LAUNCH_MITIGATIONS, 1 << 3),
                    asking(POLICY, "mitigationBits: [3]"),
                    true)),
        warning(
            "snp.mitigation",
            "LAUNCH_MIT_VECTOR has bit 3 clear, needs it set",
            () ->
                appraise(
                    vendor.report().u64(SnpForge.CURRENT_MITIGATIONS, 1 << 3),
                    asking(POLICY, "mitigationBits: [3]"),
                    true)),
        unknown(
            "tcb.floorUnnamed",
            "names no TCB floor for Milan",
            appraising(POLICY.with("snp", "{floors: {Genoa: {snp: 1}, Turin: {fmc: 1}}}"))),
        warning(
            "tcb.belowFloor",
            "Milan SNP firmware (launch) has SVN 7, needs 8",
            () ->
                appraise(
                    vendor.report().hex(SnpForge.LAUNCH_TCB, "0x0300000000000773"),
                    asking(POLICY, "floors: {Milan: {bootloader: 3, tee: 0, snp: 8}}"),
                    true)));
  }

  private List<RuleCase> code() {
    return List.of(
        contraindicated(
            "snp.hostData",
            "Host data is 0x00",
            asking("hostData: [\"0x" + "11".repeat(32) + "\"]")),
        contraindicated(
            "snp.idKey", "ID key digest is 0x00", asking("idKeyDigests: [" + ONES + "]")),
        contraindicated(
            "snp.authorKey",
            "Author key digest is 0x00",
            asking("authorKeyDigests: [" + ONES + "]")),
        contraindicated(
            "measurement.unknown",
            "MEASUREMENT is 0x0000",
            appraising(POLICY.with("measurements", "{snp: [\"" + ONES + "\"]}"))),
        unknown(
            "measurement.unnamed",
            "names no measurement of SEV-SNP",
            appraising(POLICY.with("measurements", "{}"))));
  }

  private List<RuleCase> platform() {
    return List.of(
        contraindicated(
            "tee.refused",
            "of kind SEV_SNP, the policy accepts [SGX]",
            appraising(POLICY.with("tees", "[SGX]"))),
        contraindicated(
            "anchor.unknown tee.refused",
            "a root of AMD_MILAN",
            appraising(
                POLICY
                    .with("tees", "[DEVELOPMENT]")
                    .with("anchors", "{development: \"0x" + "00".repeat(32) + "\"}"))),
        contraindicated(
            "evidence.expired",
            "fetch collateral and attest again",
            () -> appraise(vendor, vendor.report(), POLICY, true, AmdVendor.UNTIL)),
        unknown(
            "evidence.undated",
            "does not say when it was made",
            appraising(POLICY.with("maximumAgeSeconds", "600"))),
        unknown(
            "binding.unknown",
            "needs a binding of profile dstack",
            appraising(POLICY.with("binding", "dstack"))));
  }

  private Supplier<AttestationResult> reporting(Consumer<SnpForge> change) {
    return () -> {
      SnpForge report = vendor.report();
      change.accept(report);
      return appraise(report, POLICY, true);
    };
  }

  private Supplier<AttestationResult> asking(String snp) {
    return appraising(asking(POLICY, snp));
  }

  private Supplier<AttestationResult> appraising(PolicyText policy) {
    return () -> appraise(vendor.report(), policy, true);
  }

  private static PolicyText asking(PolicyText policy, String snp) {
    return policy.with("snp", "{floorRequired: false, %s}".formatted(snp).replace(", }", "}"));
  }

  private AttestationResult appraise(SnpForge report, PolicyText policy, boolean listed) {
    return appraise(vendor, report, policy, listed, AmdVendor.AT);
  }

  private static AttestationResult appraise(
      AmdVendor vendor, SnpForge report, PolicyText policy, boolean listed, Instant at) {
    Collateral collateral =
        listed ? new Collateral(Map.of(SnpVerifier.CRL_DOCUMENT, vendor.crl())) : Collateral.NONE;
    VerifiedPlatform platform =
        new EvidenceVerifier(vendor.anchors())
            .verify(vendor.evidence(report), collateral, AmdVendor.AT);
    return Appraiser.appraise(platform, policy.named(), at);
  }
}
