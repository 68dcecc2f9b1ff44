// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import network.azracode.sdk.attestation.amd.TcbComponent;
import network.azracode.sdk.attestation.amd.TcbVersion;
import network.azracode.sdk.attestation.policy.Bits;
import network.azracode.sdk.attestation.policy.SnpPolicy;
import network.azracode.sdk.evidence.SnpReport;

/** What a policy asks of the firmware and configuration of the platform under an SEV-SNP guest. */
final class SnpFirmwareRules {
  private final SnpPolicy policy;
  private final Findings findings;

  SnpFirmwareRules(SnpPolicy policy, Findings findings) {
    this.policy = policy;
    this.findings = findings;
  }

  void apply(VerifiedSnp snp) {
    committed(snp);
    configuration(snp.report());
    floor(snp);
  }

  /**
   * What runs but is not committed can be rolled back: versions that count, and those that do not.
   */
  private void committed(VerifiedSnp snp) {
    if (!policy.committedIsCurrent()) {
      return;
    }
    TcbVersion current = snp.endorsed().current();
    TcbVersion committed = snp.endorsed().committed();
    findings.warningUnless(
        committed.equals(current),
        "snp.uncommittedTcb",
        "Committed TCB is %s, current is %s: it can still be rolled back; commit it."
            .formatted(committed, current));
    SnpReport report = snp.report();
    findings.warningUnless(
        report.committedFirmware().equals(report.currentFirmware()),
        "snp.provisionalFirmware",
        "Committed firmware is %s, current is %s: it is provisional; commit it."
            .formatted(report.committedFirmware(), report.currentFirmware()));
  }

  private void configuration(SnpReport report) {
    findings.bits(
        "snp.platformInfo",
        "PLATFORM_INFO",
        policy.platformInfoBits(),
        bit -> SnpRules.isSet(report.platformInfo(), bit),
        "change the platform's configuration");
    Bits mitigations = new Bits(policy.mitigationBits(), Set.of());
    findings.bits(
        "snp.mitigation",
        "LAUNCH_MIT_VECTOR",
        mitigations,
        bit -> SnpRules.isSet(report.launchMitigations(), bit),
        "update the firmware and launch the guest again");
    findings.bits(
        "snp.mitigation",
        "CURRENT_MIT_VECTOR",
        mitigations,
        bit -> SnpRules.isSet(report.currentMitigations(), bit),
        "update the firmware, which reports them from report version 5 on");
  }

  /** All four versions that a report states: a guest that was launched on old firmware stays so. */
  private void floor(VerifiedSnp snp) {
    String product = snp.endorsed().key().product().label();
    Map<String, Integer> floor = policy.floors().get(product);
    if (floor == null) {
      findings.addUnless(
          !policy.floorRequired(),
          "tcb.floorUnnamed",
          "The policy names no TCB floor for %s, and needs one: have the steward add it."
              .formatted(product),
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
          "%s %s (%s) has SVN %d, needs %d: update it."
              .formatted(
                  found.product().label(), component.label(), which, found.svn(component), needed));
    }
  }
}
