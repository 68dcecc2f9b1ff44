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

  private final String name;
  private final Duration pause;
  private final Round round;
  private final Thread thread;
  private volatile boolean closing;

  private Loop(String name, Duration pause, Round round) {
    this.name = name;
    this.pause = pause;
    this.round = round;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::repeat);
  }

  /**
   * @param pause between the end of one round and the start of the next
   */
  public static Loop start(String name, Duration pause, Round round) {
    Loop loop = new Loop(name, pause, round);
    loop.thread.start();
    return loop;
  }

  private void repeat() {
    try {
      while (!closing) {
        Duration rest = attempt() ? pause : PAUSE_AFTER_FAILURE;
        // the interruption may have been spent on the round
        if (!closing) {
          Thread.sleep(rest);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean attempt() throws InterruptedException {
    try {
      round.run();
      return true;
    } catch (AzraException e) {
      LOG.warn("{}: {} {}", name, e.code(), e.getMessage());
    } catch (RuntimeException e) {
      // what close cuts off ends in whatever an interrupted call throws: nothing has failed
      if (!closing) {
        LOG.warn("{} failed", name, e);
      }
    }
    return false;
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      thread.join(STOP_TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
