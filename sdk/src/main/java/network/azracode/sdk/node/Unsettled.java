// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import network.azracode.sdk.protocol.AzraException;
import org.jspecify.annotations.Nullable;

/**
 * Receipts that wait to be settled. Any thread adds; one alone takes and gives back, and never
 * waits for room: it is the only one that makes room.
 */
final class Unsettled {
  static final int MAX_NEW = 10_000;

  private final BlockingQueue<FinishedJob> fresh = new LinkedBlockingQueue<>(MAX_NEW);
  private final Queue<FinishedJob> kept;

  /**
   * @param kept what an earlier run left, however many
   */
  Unsettled(List<FinishedJob> kept) {
    this.kept = new LinkedBlockingQueue<>(kept);
  }

  /** Waits while too many are unsettled: then no further job is taken on either. */
  void add(FinishedJob job) {
    try {
      fresh.put(job);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AzraException("node.stopping", "expected to queue a receipt, was interrupted", e);
    }
  }

  /** The next one; waits for one. */
  FinishedJob take() throws InterruptedException {
    @Nullable FinishedJob oldest = kept.poll();
    if (oldest == null) {
      return fresh.take();
    }
    // in turn with the new ones, so that one that keeps failing does not hold them up
    return fresh.offer(oldest) ? fresh.take() : oldest;
  }

  /** As {@link #take}, with what else is there, of the same enclave key, up to so many. */
  List<FinishedJob> takeBatch(int max) throws InterruptedException {
    FinishedJob first = take();
    var batch = new ArrayList<FinishedJob>();
    batch.add(first);
    var others = new ArrayList<FinishedJob>();
    // both queues once at most: what belongs to another key goes back
    for (int left = kept.size() + fresh.size(); left > 0 && batch.size() < max; left--) {
      FinishedJob next = kept.isEmpty() ? fresh.poll() : kept.poll();
      if (next == null) {
        break;
      }
      boolean sameKey = next.terms().signer().equals(first.terms().signer());
      (sameKey ? batch : others).add(next);
    }
    kept.addAll(others);
    return batch;
  }

  /** What was taken and could not be settled now. */
  void giveBack(FinishedJob job) {
    kept.add(job);
  }
}
