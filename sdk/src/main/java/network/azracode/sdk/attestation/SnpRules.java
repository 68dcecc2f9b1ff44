// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.util.TreeSet;
import network.azracode.sdk.attestation.amd.EndorsementKey;
import network.azracode.sdk.attestation.policy.PlatformPolicy;
import network.azracode.sdk.attestation.policy.ReferenceValues;
import network.azracode.sdk.attestation.policy.SnpPolicy;
import network.azracode.sdk.evidence.SnpReport;

/** What a policy asks of SEV-SNP guests. */
final class SnpRules {
  private final PlatformPolicy platform;
  private final SnpPolicy policy;
  private final Findings findings;

  SnpRules(PlatformPolicy platform, Findings findings) {
    this.platform = platform;
    this.policy = platform.snp();
    this.findings = findings;
  }

  void apply(VerifiedSnp snp) {
    findings.addUnless(
        snp.revocationChecked() || !platform.revocationRequired(),
        "revocation.unchecked",
        "No revocation list of AMD's was at hand, the policy needs one: fetch it from the key"
            + " distribution service.",
        Affirmation.NONE);
    endorsement(snp.endorsed().key());
    guest(snp.report());
    new SnpFirmwareRules(policy, findings).apply(snp);
    code(snp.report());
  }

  private void endorsement(EndorsementKey key) {
    findings.contraindicatedUnless(
        policy.endorsementKeys().isEmpty() || policy.endorsementKeys().contains(key.kind().name()),
        "snp.endorsementKey",
        "The report is signed by a %s, the policy accepts %s: have the host use another key."
            .formatted(key.kind(), new TreeSet<>(policy.endorsementKeys())));
    findings.contraindicatedUnless(
        policy.providers().isEmpty()
            || key.provider().filter(policy.providers()::contains).isPresent(),
        "snp.provider",
        "The key's cloud provider is %s, the policy names %s: run at one of them."
            .formatted(key.provider().orElse("none"), new TreeSet<>(policy.providers())));
  }

  private void guest(SnpReport report) {
    findings.contraindicatedUnless(
        policy.migratable() || !report.policy().migratable(),
        "snp.migratable",
        "The guest policy allows a migration agent, which can move the guest's memory: launch"
            + " without MIGRATE_MA.");
    findings.contraindicatedUnless(
        policy.vmpls().isEmpty() || policy.vmpls().stream().anyMatch(vmpl -> vmpl == report.vmpl()),
        "snp.vmpl",
        "The report was asked for at VMPL %d, the policy accepts %s: ask from such a level."
            .formatted(report.vmpl(), new TreeSet<>(policy.vmpls())));
    findings.warningUnless(
        report.guestSvn() >= policy.minimumGuestSvn(),
        "snp.guestSvn",
        "Guest SVN is %d, the policy needs %d: launch a newer guest."
            .formatted(report.guestSvn(), policy.minimumGuestSvn()));
    findings.bits(
        "snp.policyBits",
        "Guest policy",
        policy.policyBits(),
        bit -> isSet(report.policy().bits(), bit),
        "launch the guest so");
  }

  private void code(SnpReport report) {
    findings.among(
        "snp.hostData",
        "Host data",
        policy.hostData(),
        report.hostData(),
        "launch with host data that is named");
    findings.among(
        "snp.idKey",
        "ID key digest",
        policy.idKeyDigests(),
        report.idKeyDigest(),
        "launch with an ID block by a key that is named");
    findings.among(
        "snp.authorKey",
        "Author key digest",
        policy.authorKeyDigests(),
        report.authorKeyDigest(),
        "launch with an ID block by an author who is named");
    Measured measured = new Measured(findings);
    ReferenceValues values = Measured.values(platform);
    if (values != null && measured.requireNamed(!values.snp().isEmpty(), "SEV-SNP")) {
      measured.require("MEASUREMENT", values.snp(), report.measurement());
    }
  }

  static boolean isSet(long bits, int bit) {
    return (bits >> bit & 1) == 1;
  }
}
