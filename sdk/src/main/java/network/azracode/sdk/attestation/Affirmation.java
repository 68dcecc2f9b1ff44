// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

/**
 * How far a relying party may go by an appraisal (tiers of RATS attestation results), best first.
 */
public enum Affirmation {
  /** Everything the policy asks for is there. */
  AFFIRMING,
  /** Genuine, but something that must be known is not known. */
  NONE,
  /** Genuine, but behind what the policy asks for. */
  WARNING,
  /** Something is there that must not be. */
  CONTRAINDICATED
}
