// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import sun.misc.Signal;

/**
 * Waits for SIGINT, SIGTERM or {@link #stop}. The JVM's own hooks would run all at once, and stop
 * chain and database under a service that still uses them.
 */
final class StopSignal {
  private final CountDownLatch stopped = new CountDownLatch(1);

  static StopSignal install() {
    var signal = new StopSignal();
    for (String name : List.of("INT", "TERM")) {
      Signal.handle(new Signal(name), received -> signal.stop());
    }
    return signal;
  }

  void stop() {
    stopped.countDown();
  }

  void await() throws InterruptedException {
    stopped.await();
  }
}
