// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.time.Duration;
import java.time.Instant;
import network.azracode.sdk.evidence.ReportData;
import network.azracode.sdk.protocol.EnclaveBinding;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.Octets;

/** Is the evidence about this node's keys, and fresh? Chain and relying party say what is right. */
final class BindingRules {
  /** How far the chain's time may run ahead of the relying party's clock. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(60);

  private final Findings findings;

  BindingRules(Findings findings) {
    this.findings = findings;
  }

  void apply(
      VerifiedEvidence evidence, PolicyDocument policy, ExpectedBinding expected, Instant at) {
    reportData(evidence, expected);
    binding(evidence.claimed().binding(), policy, expected);
    age(policy, expected.challenge(), at);
  }

  private void reportData(VerifiedEvidence evidence, ExpectedBinding expected) {
    EnclaveBinding binding = evidence.claimed().binding();
    Octets bound = Octets.of(ReportData.of(binding, expected.registry()));
    findings.contraindicatedUnless(
        evidence.platform().reportData().equals(bound),
        "binding.reportData",
        "Report data is not that of the binding under this registry.");
    findings.contraindicatedUnless(
        Keccak.hash(evidence.claimed().sealingKey().toByteArray()).equals(binding.sealingKeyHash()),
        "binding.sealingKey",
        "The sealing key is not the one that the binding names.");
  }

  private void binding(EnclaveBinding binding, PolicyDocument policy, ExpectedBinding expected) {
    requireEqual("nodeId", expected.nodeId(), binding.nodeId());
    requireEqual("operator", expected.operator(), binding.operator());
    requireEqual("policy", expected.policy(), binding.policy());
    requireEqual("programsHash", policy.programsHash(), binding.programsHash());
    requireEqual("challengeBlock", expected.challenge().block(), binding.challengeBlock());
    requireEqual("challengeHash", expected.challenge().hash(), binding.challengeHash());
  }

  private void age(PolicyDocument policy, Challenge challenge, Instant at) {
    Duration age = Duration.between(challenge.time(), at);
    findings.warningUnless(
        age.compareTo(policy.maximumAge()) <= 0,
        "evidence.stale",
        "Evidence is %d seconds old, the policy accepts %d."
            .formatted(age.toSeconds(), policy.maximumAge().toSeconds()));
    findings.contraindicatedUnless(
        age.compareTo(CLOCK_TOLERANCE.negated()) >= 0,
        "evidence.future",
        "The challenge block is %d seconds ahead.".formatted(-age.toSeconds()));
  }

  private void requireEqual(String field, Object expected, Object found) {
    findings.contraindicatedUnless(
        expected.equals(found),
        "binding." + field,
        "The binding's %s is %s, expected %s.".formatted(field, found, expected));
  }
}
