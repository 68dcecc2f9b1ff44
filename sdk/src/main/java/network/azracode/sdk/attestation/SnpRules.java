// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import network.azracode.sdk.attestation.amd.TcbComponent;
import network.azracode.sdk.attestation.amd.TcbVersion;
import network.azracode.sdk.attestation.policy.Bits;
import network.azracode.sdk.attestation.policy.PlatformPolicy;
import network.azracode.sdk.attestation.policy.ReferenceValues;
import network.azracode.sdk.attestation.policy.SnpPolicy;
import network.azracode.sdk.evidence.SnpReport;
import network.azracode.sdk.protocol.Octets;

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
        "No revocation list of AMD's was at hand; fetch it from the key distribution service.",
        Affirmation.NONE);
    guest(snp.report());
    firmware(snp);
    floor(snp);
    code(snp.report());
  }

  private void guest(SnpReport report) {
    findings.contraindicatedUnless(
        policy.migratable() || !report.policy().migratable(),
        "snp.migratable",
        "The guest policy allows a migration agent: it can move the guest's memory.");
    findings.contraindicatedUnless(
        policy.vmpls().isEmpty() || policy.vmpls().stream().anyMatch(vmpl -> vmpl == report.vmpl()),
        "snp.vmpl",
        "The report was asked for at VMPL %d, the policy accepts %s."
            .formatted(report.vmpl(), policy.vmpls()));
    findings.warningUnless(
        report.guestSvn() >= policy.minimumGuestSvn(),
        "snp.guestSvn",
        "Guest SVN is %d, the policy needs %d."
            .formatted(report.guestSvn(), policy.minimumGuestSvn()));
    bits("snp.policyBits", "Guest policy", policy.policyBits(), report.policy().bits());
  }

  private void firmware(VerifiedSnp snp) {
    TcbVersion current = snp.endorsed().current();
    TcbVersion committed = snp.endorsed().committed();
    findings.warningUnless(
        !policy.committedIsCurrent() || committed.equals(current),
        "snp.provisionalFirmware",
        "Committed firmware is %s, current is %s: it can still be rolled back; commit it."
            .formatted(committed, current));
    bits(
        "snp.platformInfo",
        "PLATFORM_INFO",
        policy.platformInfoBits(),
        snp.report().platformInfo());
  }

  private void bits(String code, String field, Bits expected, long found) {
    for (int bit : new TreeSet<>(expected.required())) {
      findings.warningUnless(
          (found >> bit & 1) == 1,
          code,
          "%s has bit %d clear, needs it set.".formatted(field, bit));
    }
    for (int bit : new TreeSet<>(expected.forbidden())) {
      findings.warningUnless(
          (found >> bit & 1) == 0,
          code,
          "%s has bit %d set, needs it clear.".formatted(field, bit));
    }
  }

  /** All four versions that a report states: a guest that was launched on old firmware stays so. */
  private void floor(VerifiedSnp snp) {
    String product = snp.endorsed().key().product().label();
    Map<String, Integer> floor = policy.floors().get(product);
    if (floor == null) {
      findings.addUnless(
          !policy.floorRequired(),
          "tcb.floorUnnamed",
          "The policy names no TCB floor for " + product + ".",
          Affirmation.NONE);
      return;
    }
    reaches("reported", snp.endorsed().reported(), floor);
    reaches("committed", snp.endorsed().committed(), floor);
    reaches("current", snp.endorsed().current(), floor);
    reaches("launch", snp.endorsed().launch(), floor);
  }

  private void reaches(String which, TcbVersion found, Map<String, Integer> floor) {
    for (TcbComponent component : TcbComponent.values()) {
      int needed = floor.getOrDefault(component.name().toLowerCase(Locale.ROOT), 0);
      findings.warningUnless(
          found.svn(component) >= needed,
          "tcb.belowFloor",
          "%s %s (%s) has SVN %d, needs %d."
              .formatted(
                  found.product().label(), component.label(), which, found.svn(component), needed));
    }
  }

  private void code(SnpReport report) {
    among("snp.hostData", "Host data", policy.hostData(), report.hostData());
    among("snp.idKey", "ID key digest", policy.idKeyDigests(), report.idKeyDigest());
    among(
        "snp.authorKey", "Author key digest", policy.authorKeyDigests(), report.authorKeyDigest());
    Measured measured = new Measured(findings);
    ReferenceValues values = Measured.values(platform);
    if (values != null && measured.requireNamed(!values.snp().isEmpty(), "SEV-SNP")) {
      measured.require("MEASUREMENT", values.snp(), report.measurement());
    }
  }

  private void among(String code, String field, Set<Octets> accepted, Octets found) {
    findings.contraindicatedUnless(
        accepted.isEmpty() || accepted.contains(found),
        code,
        "%s is %s, the policy does not name it.".formatted(field, found));
  }
}
