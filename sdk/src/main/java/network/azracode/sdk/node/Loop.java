// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import java.time.Duration;
import network.azracode.sdk.protocol.AzraException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does one thing again and again on a thread of its own; a failure is logged and tried anew. */
public final class Loop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  /** One round. */
  @FunctionalInterface
  public interface Round {
    void run() throws InterruptedException;
  }

  private final Thread thread;

  private Loop(Thread thread) {
    this.thread = thread;
  }

  /**
   * @param pause between the end of one round and the start of the next
   */
  public static Loop start(String name, Duration pause, Round round) {
    return new Loop(Thread.ofVirtual().name(name).start(() -> repeat(name, pause, round)));
  }

  private static void repeat(String name, Duration pause, Round round) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(attempt(name, round) ? pause : PAUSE_AFTER_FAILURE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean attempt(String name, Round round) throws InterruptedException {
    try {
      round.run();
      return true;
    } catch (AzraException e) {
      LOG.warn("{}: {} {}", name, e.code(), e.getMessage());
    } catch (RuntimeException e) {
      LOG.warn("{} failed", name, e);
    }
    return false;
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(STOP_TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
