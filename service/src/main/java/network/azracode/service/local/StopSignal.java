// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import sun.misc.Signal;

/**
 * The first reason to end. The JVM's own hooks would run all at once, and stop chain and database
 * under a service that still uses them.
 */
final class StopSignal {
  private static final Duration LOOK = Duration.ofMillis(100);

  private final CompletableFuture<Ending> ending = new CompletableFuture<>();
  private final CountDownLatch askedAgain = new CountDownLatch(1);

  static StopSignal install() {
    var signal = new StopSignal();
    for (String name : List.of("INT", "TERM")) {
      Signal.handle(new Signal(name), received -> signal.ask());
    }
    // Maven may be killed without a word; nobody could stop its child by Ctrl-C any more
    ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(signal::ask));
    return signal;
  }

  /** As a signal does; the second time it means at once. */
  void ask() {
    if (!ending.complete(new Ending.Asked())) {
      askedAgain.countDown();
    }
  }

  /** Only the first reason counts. */
  void end(Ending reason) {
    ending.complete(reason);
  }

  /** Whether there is a reason: what goes from now on is not to come back. */
  boolean isEnding() {
    return ending.isDone();
  }

  Ending await() {
    return ending.join();
  }

  /** Waits until it holds, at most that long, and not once somebody has asked again. */
  void patiently(Duration longest, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      if (askedAgain.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }
}
