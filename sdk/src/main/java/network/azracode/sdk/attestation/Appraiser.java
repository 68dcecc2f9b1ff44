// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.time.Instant;

/**
 * Does a policy accept this evidence? A pure function of evidence (with its collateral), policy,
 * what the relying party knows, and time. Every rule speaks, so that an operator learns all that is
 * short at once.
 */
public final class Appraiser {
  private Appraiser() {}

  /**
   * Holds evidence against a policy and names all that is short.
   *
   * @param at the relying party's time: an attestor passes the time of its head block
   */
  public static Appraisal appraise(
      VerifiedEvidence evidence, PolicyDocument policy, ExpectedBinding expected, Instant at) {
    Findings findings = new Findings();
    PlatformRules.apply(evidence.platform(), policy, findings);
    new BindingRules(findings).apply(evidence, policy, expected, at);
    return new Appraisal(evidence, policy, findings.reasons());
  }
}
