// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.job;

import java.time.Duration;
import java.time.InstantSource;
import network.azracode.sdk.cli.Progress;
import network.azracode.sdk.client.OpenedJob;

/** Tells every few seconds that something is still awaited; closing ends it. */
final class Waiting implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Thread thread;

  private Waiting(Thread thread) {
    this.thread = thread;
  }

  static Waiting telling(Progress progress, OpenedJob job, InstantSource clock) {
    return new Waiting(Thread.ofVirtual().start(() -> tell(progress, job, clock)));
  }

  private static void tell(Progress progress, OpenedJob job, InstantSource clock) {
    try {
      while (true) {
        Thread.sleep(PAUSE);
        long left = job.terms().deadline() - clock.instant().getEpochSecond();
        progress.say("job %s: no result yet, %d seconds to the deadline".formatted(job.id(), left));
      }
    } catch (InterruptedException e) {
      // no longer awaited
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
