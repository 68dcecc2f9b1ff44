// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.time.Duration;
import java.time.Instant;

/** Is evidence as young as a policy asks, and not of the future? */
final class AgeRules {
  /** How far whoever dates evidence may run ahead of the relying party's clock. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(60);

  private AgeRules() {}

  /**
   * @param made the time before which the evidence cannot have been made
   */
  static void apply(Duration maximum, Instant made, Instant at, Findings findings) {
    Duration age = Duration.between(made, at);
    findings.warningUnless(
        age.compareTo(maximum) <= 0,
        "evidence.stale",
        "Evidence is %d seconds old, the policy accepts %d: make new evidence."
            .formatted(age.toSeconds(), maximum.toSeconds()));
    findings.contraindicatedUnless(
        age.compareTo(CLOCK_TOLERANCE.negated()) >= 0,
        "evidence.future",
        "Evidence is %d seconds ahead of the relying party, %d are accepted: set the clocks."
            .formatted(age.negated().toSeconds(), CLOCK_TOLERANCE.toSeconds()));
  }
}
