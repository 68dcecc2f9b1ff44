// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.OptionalInt;
import java.util.Set;
import network.azracode.sdk.protocol.JobId;

/** The jobs of this run: how many are still wanted, and what became of them. Thread-safe. */
final class JobTally {
  private final OptionalInt wanted;
  private final Set<JobId> settled = new LinkedHashSet<>();
  private boolean draining;
  private int underWay;
  private int opened;
  private int refunded;
  private long lastChange = System.nanoTime();

  /**
   * @param wanted settled jobs; empty: without end, and none is remembered
   */
  JobTally(OptionalInt wanted) {
    this.wanted = wanted;
  }

  /** Whether to begin another job; then {@link #end} must follow. */
  synchronized boolean begin() {
    if (draining || (wanted.isPresent() && settled.size() + underWay >= wanted.getAsInt())) {
      return false;
    }
    underWay++;
    return true;
  }

  synchronized void opened() {
    opened++;
    changed();
  }

  synchronized void settled(JobId id) {
    if (wanted.isPresent()) {
      settled.add(id);
    }
    changed();
  }

  synchronized void refunded() {
    refunded++;
    changed();
  }

  /** The job has ended, or came to nothing: then another one takes its place. */
  synchronized void end() {
    underWay--;
    changed();
  }

  /** No further job begins. */
  synchronized void drain() {
    draining = true;
  }

  synchronized boolean isIdle() {
    return underWay == 0;
  }

  synchronized boolean isComplete() {
    return wanted.isPresent() && settled.size() >= wanted.getAsInt();
  }

  /** Ids of settled jobs of a counted run. */
  synchronized Set<JobId> settled() {
    return Set.copyOf(settled);
  }

  synchronized int openedCount() {
    return opened;
  }

  synchronized int refundedCount() {
    return refunded;
  }

  /** Since anything last happened to a job. */
  synchronized Duration still() {
    return Duration.ofNanos(System.nanoTime() - lastChange);
  }

  private void changed() {
    lastChange = System.nanoTime();
  }
}
