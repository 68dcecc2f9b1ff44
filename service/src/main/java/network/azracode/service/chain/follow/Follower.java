// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import network.azracode.service.chain.follow.FollowerStatus.State;
import network.azracode.service.chain.rpc.ChainSources;
import network.azracode.service.chain.store.Fence;
import network.azracode.service.chain.store.LedgerConflict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the chain again and again, in one thread. It keeps nothing between two looks that
 * matters: killed at any instruction, it goes on from what the database holds.
 */
final class Follower implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
  private static final Duration STANDBY = Duration.ofMillis(100);
  private static final int MAX_BACKOFF_DOUBLINGS = 6;

  private final Fence fence;
  private final ChainSources sources;
  private final FollowStep step;
  private final FollowerStatus status;
  private final FollowerMetrics metrics;
  private final Duration poll;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private int failuresInARow;

  /**
   * @param fence empty while another instance leads: then this one only stands by
   */
  Follower(
      Fence fence,
      ChainSources sources,
      FollowStep step,
      FollowerStatus status,
      FollowerMetrics metrics,
      Duration poll) {
    this.fence = fence;
    this.sources = sources;
    this.step = step;
    this.status = status;
    this.metrics = metrics;
    this.poll = poll;
  }

  /** Runs until it is stopped or interrupted. */
  @Override
  public void run() {
    try {
      while (!stopping.await(look().toMillis(), TimeUnit.MILLISECONDS)) {}
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      status.going(State.STOPPED);
    }
  }

  /** Ends it after the present look. */
  void stop() {
    stopping.countDown();
  }

  /** One look; tells how long to wait until the next. */
  private Duration look() {
    if (fence.token().isEmpty()) {
      status.going(State.STANDBY);
      return STANDBY;
    }
    try {
      Progress progress = step.take(sources.current());
      failuresInARow = 0;
      return after(progress);
    } catch (LedgerConflict another) {
      LOG.debug("another writer was faster: {}", another.getMessage());
      return poll;
    } catch (ChainHalted halted) {
      if (status.report().state() != State.HALTED) {
        LOG.error("halted: {}: {}", halted.code(), halted.getMessage());
      }
      status.troubled(State.HALTED, halted);
      sources.turn();
      return poll;
    } catch (RuntimeException failure) {
      return afterFailure(failure);
    }
  }

  private Duration after(Progress progress) {
    return switch (progress) {
      case CAUGHT_UP, ADVANCED -> {
        status.looked();
        status.going(State.FOLLOWING);
        yield progress == Progress.CAUGHT_UP ? poll : Duration.ZERO;
      }
      case ROLLED_BACK -> {
        status.looked();
        status.going(State.FOLLOWING);
        yield Duration.ZERO;
      }
      case BEHIND -> {
        sources.turn();
        yield poll;
      }
    };
  }

  private Duration afterFailure(RuntimeException failure) {
    if (Thread.currentThread().isInterrupted()) {
      return Duration.ZERO;
    }
    metrics.failed();
    LOG.warn("cannot follow: {}", failure.getMessage());
    status.troubled(State.FAILING, failure);
    sources.turn();
    int doublings = Math.min(MAX_BACKOFF_DOUBLINGS, failuresInARow++ / sources.count());
    return poll.multipliedBy(1L << doublings);
  }
}
