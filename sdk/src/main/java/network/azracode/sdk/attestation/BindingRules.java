// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

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
    AgeRules.apply(policy.maximumAge(), expected.challenge().time(), at, findings);
  }

  private void reportData(VerifiedEvidence evidence, ExpectedBinding expected) {
    EnclaveBinding binding = evidence.claimed().binding();
    Octets bound = Octets.of(ReportData.of(binding, expected.registry()));
    findings.contraindicatedUnless(
        evidence.platform().reportData().equals(bound),
        "binding.reportData",
        "Report data is %s, needs %s, the binding under this registry: attest for this chain and registry."
            .formatted(evidence.platform().reportData(), bound));
    findings.contraindicatedUnless(
        Keccak.hash(evidence.claimed().sealingKey().toByteArray()).equals(binding.sealingKeyHash()),
        "binding.sealingKey",
        "The sealing key is not of hash %s, which the binding names: hand out the key that was bound."
            .formatted(binding.sealingKeyHash()));
  }

  /** A Nitro document carries the signer's key itself, beside the 64 bytes in its user data. */
  private void nitroKey(VerifiedEvidence evidence) {
    if (evidence.platform() instanceof VerifiedNitro nitro) {
      Address signer = evidence.claimed().binding().signer();
      findings.contraindicatedUnless(
          nitro.evidence().publicKey().filter(key -> isKeyOf(signer, key)).isPresent(),
          "binding.publicKey",
          "The document's public_key is not the key of signer %s: put its uncompressed key there."
              .formatted(signer));
    }
  }

  /** Uncompressed, as secp256k1 keys are written: 0x04, x, y. */
  static boolean isKeyOf(Address signer, Octets key) {
    if (key.length() != UNCOMPRESSED_KEY_LENGTH || key.toByteArray()[0] != UNCOMPRESSED) {
      return false;
    }
    byte[] hash = Keccak.hash(key.slice(1, key.length()).toByteArray()).toByteArray();
    return signer.equals(
        Address.of(Arrays.copyOfRange(hash, Bytes32.LENGTH - ADDRESS_LENGTH, Bytes32.LENGTH)));
  }

  private void binding(EnclaveBinding binding, PolicyDocument policy, ExpectedBinding expected) {
    requireEqual("nodeId", expected.nodeId(), binding.nodeId(), "attest for this node");
    requireEqual(
        "operator", expected.operator(), binding.operator(), "attest again after a transfer");
    requireEqual("policy", expected.policy(), binding.policy(), "bind the policy that appraises");
    requireEqual(
        "programsHash",
        policy.programsHash(),
        binding.programsHash(),
        "run the programs that the policy names");
    String recent = "bind a recent final block of this chain";
    requireEqual("challengeBlock", expected.challenge().block(), binding.challengeBlock(), recent);
    requireEqual("challengeHash", expected.challenge().hash(), binding.challengeHash(), recent);
  }

  private void requireEqual(String field, Object expected, Object found, String mend) {
    findings.contraindicatedUnless(
        expected.equals(found),
        "binding." + field,
        "The binding's %s is %s, needs %s: %s.".formatted(field, found, expected, mend));
  }
}
