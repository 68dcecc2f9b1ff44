// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * A look at all that a key has signed and that is not final. A nonce waits for every lower one,
 * whoever left those behind: a process that died before it could broadcast, or a reorganisation.
 * However many callers wait, one look per interval serves them all.
 */
final class Sweep {
  private final Runnable look;
  private final Duration interval;
  private final Clock clock;
  private Instant due = Instant.MIN;

  Sweep(Runnable look, Duration interval, Clock clock) {
    this.look = look;
    this.interval = interval;
    this.clock = clock;
  }

  void ifDue() {
    if (takeTurn()) {
      look.run();
    }
  }

  void now() {
    look.run();
  }

  private synchronized boolean takeTurn() {
    Instant now = clock.instant();
    // not for ever either, if the clock was set back meanwhile
    if (now.isBefore(due) && !now.plus(interval).isBefore(due)) {
      return false;
    }
    due = now.plus(interval);
    return true;
  }
}
