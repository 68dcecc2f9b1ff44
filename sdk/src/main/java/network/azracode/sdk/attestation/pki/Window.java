// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.pki;

import java.time.Instant;

/**
 * When something signed may be relied on, both ends included.
 *
 * @param code of refusals, to which {@code .notYetValid} or {@code .expired} is added
 * @param what the document, for the sentence
 */
public record Window(Origin origin, String code, String what, Instant from, Instant until) {

  /**
   * Refuses any time outside.
   *
   * @throws network.azracode.sdk.protocol.AzraException {@code <origin>.<code>.notYetValid} or
   *     {@code <origin>.<code>.expired}
   */
  public void require(Instant at) {
    if (at.isBefore(from)) {
      throw origin.refused(
          code + ".notYetValid", "%s: valid from %s, asked for %s".formatted(what, from, at));
    }
    if (at.isAfter(until)) {
      throw origin.refused(
          code + ".expired", "%s: valid until %s, asked for %s".formatted(what, until, at));
    }
  }
}
