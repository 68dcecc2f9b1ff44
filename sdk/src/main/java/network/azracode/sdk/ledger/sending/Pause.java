// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import java.time.Duration;
import network.azracode.sdk.protocol.AzraException;

/** Lets time pass; passed in, so that tests decide how much. */
@FunctionalInterface
public interface Pause {
  void pause(Duration duration);

  /**
   * @return one that sleeps; {@code interrupted} ends the wait, not what was sent
   */
  static Pause sleeping() {
    return duration -> {
      try {
        Thread.sleep(duration);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AzraException("interrupted", "stopped while waiting for the chain", e);
      }
    };
  }
}
