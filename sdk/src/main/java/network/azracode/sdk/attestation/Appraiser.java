// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.time.Instant;
import network.azracode.sdk.attestation.binding.ForeignBinding;
import network.azracode.sdk.attestation.policy.NamedPolicy;

/**
 * Does a policy accept this evidence? A pure function of evidence (with its collateral), policy,
 * what the relying party knows, and time. Every rule speaks, so that an operator learns all that is
 * short at once.
 */
public final class Appraiser {
  private Appraiser() {}

  /**
   * Holds evidence and the keys it binds against a policy, and names all that is short.
   *
   * @param at the relying party's time: an attestor passes the time of its head block
   */
  public static Appraisal appraise(
      VerifiedEvidence evidence, PolicyDocument policy, ExpectedBinding expected, Instant at) {
    Findings findings = new Findings();
    PlatformRules.apply(evidence.platform(), policy.platform(), at, findings);
    new BindingRules(findings).apply(evidence, policy, expected, at);
    return new Appraisal(evidence, policy, findings.reasons());
  }

  /**
   * Holds a platform against a policy, with nobody's keys in view. A policy that asks for a binding
   * is never affirmed so.
   */
  public static PlatformAppraisal appraise(
      VerifiedPlatform platform, NamedPolicy policy, Instant at) {
    Findings findings = new Findings();
    PlatformRules.apply(platform, policy.platform(), at, findings);
    new ForeignBindingRules(findings).applyUnbound(platform, policy, at);
    return new PlatformAppraisal(platform, policy, findings.reasons());
  }

  /**
   * Holds a platform, and keys that it binds by another project's convention, against a policy that
   * asks for that convention. By its type the answer leads neither to a verdict nor to sealing.
   */
  public static PlatformAppraisal appraise(
      VerifiedPlatform platform, NamedPolicy policy, ForeignBinding expected, Instant at) {
    Findings findings = new Findings();
    PlatformRules.apply(platform, policy.platform(), at, findings);
    new ForeignBindingRules(findings).apply(platform, policy, expected, at);
    return new PlatformAppraisal(platform, policy, findings.reasons());
  }
}
