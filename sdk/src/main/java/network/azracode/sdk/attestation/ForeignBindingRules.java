// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.time.Instant;
import network.azracode.sdk.attestation.binding.ForeignBinding;
import network.azracode.sdk.attestation.binding.Mismatch;
import network.azracode.sdk.attestation.policy.BindingProfile;
import network.azracode.sdk.attestation.policy.NamedPolicy;

/** Are keys bound by the convention that a policy asks for, where that is not our own? */
final class ForeignBindingRules {
  private final Findings findings;

  ForeignBindingRules(Findings findings) {
    this.findings = findings;
  }

  void apply(VerifiedPlatform platform, NamedPolicy policy, ForeignBinding expected, Instant at) {
    findings.contraindicatedUnless(
        policy.binding() == expected.profile(),
        "binding.profile",
        "The binding is of profile %s, the policy needs %s: use a policy for that profile."
            .formatted(expected.profile().label(), policy.binding().label()));
    for (Mismatch mismatch : expected.mismatches(platform.reportData())) {
      findings.contraindicatedUnless(false, mismatch.code(), mismatch.sentence());
    }
    age(platform, policy, at);
  }

  /** Nobody said what the evidence should bind. */
  void applyUnbound(VerifiedPlatform platform, NamedPolicy policy, Instant at) {
    if (policy.binding() == BindingProfile.NONE) {
      age(platform, policy, at);
      return;
    }
    findings.unknown(
        "binding.unknown",
        "Whose keys the evidence binds was not checked, the policy needs a binding of profile %s:"
                .formatted(policy.binding().label())
            + " name what it should bind.");
  }

  /** No block dates such evidence: only Nitro documents say themselves when they were made. */
  private void age(VerifiedPlatform platform, NamedPolicy policy, Instant at) {
    if (policy.maximumAge().isEmpty()) {
      return;
    }
    if (platform instanceof VerifiedNitro nitro) {
      AgeRules.apply(policy.maximumAge().get(), nitro.madeAt(), at, findings);
    } else {
      findings.unknown(
          "evidence.undated",
          "Evidence of kind %s does not say when it was made, the policy accepts %d seconds: bind a"
                  .formatted(platform.tee(), policy.maximumAge().get().toSeconds())
              + " nonce, and leave maximumAgeSeconds out.");
    }
  }
}
