// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import network.azracode.sdk.evidence.ReportData;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.EnclaveBinding;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.Octets;

/** Is the evidence about this node's keys, and fresh? Chain and relying party say what is right. */
final class BindingRules {
  /** How far the chain's time may run ahead of the relying party's clock. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(60);

  private static final int UNCOMPRESSED_KEY_LENGTH = 65;
  private static final byte UNCOMPRESSED = 4;
  private static final int ADDRESS_LENGTH = 20;

  private final Findings findings;

  BindingRules(Findings findings) {
    this.findings = findings;
  }

  void apply(
      VerifiedEvidence evidence, PolicyDocument policy, ExpectedBinding expected, Instant at) {
    reportData(evidence, expected);
    nitroKey(evidence);
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

  /** A Nitro document carries the signer's key itself, beside the 64 bytes in its user data. */
  private void nitroKey(VerifiedEvidence evidence) {
    if (evidence.platform() instanceof VerifiedNitro nitro) {
      Address signer = evidence.claimed().binding().signer();
      findings.contraindicatedUnless(
          nitro.evidence().publicKey().filter(key -> isKeyOf(signer, key)).isPresent(),
          "binding.publicKey",
          "The document's public_key is not the key of signer %s.".formatted(signer));
    }
  }

  /** Uncompressed, as secp256k1 keys are written: 0x04, x, y. */
  private static boolean isKeyOf(Address signer, Octets key) {
    if (key.length() != UNCOMPRESSED_KEY_LENGTH || key.toByteArray()[0] != UNCOMPRESSED) {
      return false;
    }
    byte[] hash = Keccak.hash(key.slice(1, key.length()).toByteArray()).toByteArray();
    return signer.equals(
        Address.of(Arrays.copyOfRange(hash, Bytes32.LENGTH - ADDRESS_LENGTH, Bytes32.LENGTH)));
  }

  private void binding(EnclaveBinding binding, PolicyDocument policy, ExpectedBinding expected) {
    requireEqual("binding.nodeId", expected.nodeId(), binding.nodeId());
    requireEqual("binding.operator", expected.operator(), binding.operator());
    requireEqual("binding.policy", expected.policy(), binding.policy());
    requireEqual("binding.programsHash", policy.programsHash(), binding.programsHash());
    requireEqual("binding.challengeBlock", expected.challenge().block(), binding.challengeBlock());
    requireEqual("binding.challengeHash", expected.challenge().hash(), binding.challengeHash());
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

  private void requireEqual(String code, Object expected, Object found) {
    findings.contraindicatedUnless(
        expected.equals(found),
        code,
        "The evidence's %s is %s, expected %s.".formatted(code, found, expected));
  }
}
