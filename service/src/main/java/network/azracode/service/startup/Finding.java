// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.startup;

import java.util.Optional;
import network.azracode.sdk.protocol.AzraException;

/**
 * One thing that was looked at.
 *
 * @param trouble what was expected and found instead; empty if all is well
 * @param vital whether the service refuses to start for that trouble
 */
record Finding(String what, Optional<AzraException> trouble, boolean vital) {
  static Finding good(String what) {
    return new Finding(what, Optional.empty(), true);
  }

  static Finding bad(String what, AzraException trouble) {
    return new Finding(what, Optional.of(trouble), true);
  }

  /** Another one serves instead, or will. */
  Finding asSpare() {
    return new Finding(what, trouble, false);
  }

  boolean isUnreachable() {
    return trouble.filter(found -> found.code().equals("chain.unreachable")).isPresent();
  }

  boolean isGood() {
    return trouble.isEmpty();
  }

  /** For people: one line. */
  String line() {
    return trouble
        .map(found -> "not ok  %s: %s: %s".formatted(what, found.code(), found.getMessage()))
        .orElse("ok      " + what);
  }
}
