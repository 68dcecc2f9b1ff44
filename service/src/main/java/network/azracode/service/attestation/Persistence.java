// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

/**
 * How often an attestor that is alone with its opinion says so again: at once, then half as often
 * each time, so that what it keeps of that stays small. Whoever comes to share it says so first.
 */
final class Persistence {
  /** So long a verdict is put to the peers again; they take none that is much older. */
  static final long PROPOSAL_SECONDS = 240;

  static final long MAX_PAUSE_SECONDS = 14_400;
  private static final int MAX_DOUBLINGS = 16;

  private Persistence() {}

  /**
   * @param made proposals so far, at least one
   * @return seconds from the last of them to the next
   */
  static long pauseSeconds(int made) {
    return Math.min(MAX_PAUSE_SECONDS, PROPOSAL_SECONDS << Math.min(made, MAX_DOUBLINGS));
  }
}
