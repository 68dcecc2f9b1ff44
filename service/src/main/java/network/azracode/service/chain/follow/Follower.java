// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.OneLine;
import network.azracode.service.chain.follow.FollowerStatus.State;
import network.azracode.service.chain.rpc.ChainSources;
import network.azracode.service.chain.rpc.RpcFailure;
import network.azracode.service.chain.store.Fence;
import network.azracode.service.chain.store.LedgerConflict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Looks at the chain again and again, in one thread. It keeps nothing between two looks that
 * matters: killed at any instruction, it goes on from what the database holds.
 */
final class Follower implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
  private static final Duration STANDBY = Duration.ofMillis(100);
  private static final int MAX_BACKOFF_DOUBLINGS = 6;
  private static final String DEPOSED = "AZ006";
  private static final int MAX_CONFLICTS = 3;

  /** Looks in a row that found nothing new; then another node is asked whether there is. */
  private static final int QUIET_LOOKS = 240;

  private static final int MAX_REASON = 200;
  private static final Duration AT_ONCE = Duration.ofMillis(20);

  private final Fence fence;
  private final ChainSources sources;
  private final RebuildStep rebuild;
  private final FollowStep step;
  private final FollowerStatus status;
  private final FollowerMetrics metrics;
  private final Duration poll;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Semaphore hints = new Semaphore(0);
  private int failuresInARow;
  private int conflictsInARow;
  private int quietInARow;

  /**
   * @param fence empty while another instance leads: then this one only stands by
   */
  Follower(
      Fence fence,
      ChainSources sources,
      RebuildStep rebuild,
      FollowStep step,
      FollowerStatus status,
      FollowerMetrics metrics,
      Duration poll) {
    this.fence = fence;
    this.sources = sources;
    this.rebuild = rebuild;
    this.step = step;
    this.status = status;
    this.metrics = metrics;
    this.poll = poll;
  }

  /** Runs until it is stopped or interrupted. */
  @Override
  public void run() {
    try {
      long began = System.nanoTime();
      Duration rest = look();
      while (!isStoppedAfter(rest.minus(tookOf(rest, began)))) {
        began = System.nanoTime();
        rest = look();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      rebuild.abandon();
      status.going(State.STOPPED);
    }
  }

  /**
   * What of a rest has passed with the look before it: looks begin a poll apart, however long each
   * takes. A tenth of the rest is always left to the node, and all of a shorter one.
   */
  private Duration tookOf(Duration rest, long began) {
    if (failuresInARow > 0 || rest.compareTo(poll) < 0) {
      return Duration.ZERO;
    }
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    Duration most = rest.multipliedBy(9).dividedBy(10);
    return took.compareTo(most) < 0 ? took : most;
  }

  /** Ends it after the present look. */
  void stop() {
    stopping.countDown();
    hints.release();
  }

  /** There may be a new head: look now, unless looks are failing. */
  void hint() {
    if (hints.availablePermits() == 0) {
      hints.release();
    }
  }

  /** A hint ends a rest, but for its first tenth: a flood of hints is to be none of requests. */
  private boolean isStoppedAfter(Duration rest) throws InterruptedException {
    if (failuresInARow > 0) {
      return stopping.await(rest.toMillis(), TimeUnit.MILLISECONDS);
    }
    Duration least = rest.dividedBy(10);
    if (stopping.await(least.toNanos(), TimeUnit.NANOSECONDS)) {
      return true;
    }
    if (hints.tryAcquire(rest.minus(least).toMillis(), TimeUnit.MILLISECONDS)) {
      hints.drainPermits();
    }
    return stopping.getCount() == 0;
  }

  /** One look; tells how long to wait until the next. */
  Duration look() {
    if (fence.token().isEmpty()) {
      rebuild.abandon();
      return standby();
    }
    try {
      Optional<Progress> replayed =
          rebuild.isPending() ? rebuild.take(sources.current()) : Optional.empty();
      if (replayed.isPresent()) {
        return after(replayed.get(), rebuild.isPending() ? State.REBUILDING : State.FOLLOWING);
      }
      rebuild.tidy();
      return after(step.take(sources.current()), State.FOLLOWING);
    } catch (LedgerConflict | ConcurrencyFailureException conflict) {
      return afterConflict(conflict);
    } catch (ChainHalted halted) {
      turn();
      return afterHalt(halted);
    } catch (DataAccessException | TransactionException database) {
      return afterDatabase(database);
    } catch (RuntimeException failure) {
      return afterFailure(failure);
    }
  }

  /** Where nobody can lead there is nobody to stand by for: that is told as a halt. */
  private Duration standby() {
    fence.trouble().ifPresentOrElse(this::afterHalt, () -> status.going(State.STANDBY));
    return STANDBY;
  }

  /**
   * @param state while there is progress
   */
  private Duration after(Progress progress, State state) {
    failuresInARow = 0;
    conflictsInARow = 0;
    return switch (progress) {
      case CAUGHT_UP -> {
        status.looked();
        status.going(state);
        turnFromQuietNode();
        yield poll;
      }
      case ADVANCED, ROLLED_BACK -> {
        status.looked();
        status.going(state);
        quietInARow = 0;
        yield Duration.ZERO;
      }
      case BEHIND -> {
        turn();
        yield poll.compareTo(AT_ONCE) < 0 ? poll : AT_ONCE;
      }
      case LAGGING, UNWITNESSED -> {
        turn();
        yield poll;
      }
    };
  }

  /**
   * Once it is another writer; time and again the node, whose answers do not fit; or a database.
   */
  private Duration afterConflict(RuntimeException conflict) {
    LOG.debug("not written: {}", conflict.getMessage());
    if (++conflictsInARow < MAX_CONFLICTS) {
      return poll;
    }
    return conflict instanceof ConcurrencyFailureException database
        ? afterDatabase(database)
        : afterFailure(conflict);
  }

  private Duration afterHalt(AzraException halted) {
    if (!status.isHaltedBy(halted.code())) {
      LOG.error("halted: {}: {}", halted.code(), halted.getMessage());
    }
    status.troubled(State.HALTED, halted);
    return poll;
  }

  /**
   * No database, no following; when it is back, so are we. What it refused, the node told wrong.
   */
  private Duration afterDatabase(NestedRuntimeException failure) {
    Throwable cause = failure.getMostSpecificCause();
    String state = cause instanceof SQLException sql ? String.valueOf(sql.getSQLState()) : "none";
    String what = OneLine.of(String.valueOf(cause.getMessage()), MAX_REASON);
    String reason = "SQL state %s: %s".formatted(state, what);
    if (state.equals(DEPOSED)) {
      return afterConflict(new AzraException("ledger.deposed", reason));
    }
    if (state.startsWith("AZ") || state.startsWith("23")) {
      return afterFailure(new AzraException("ledger.refused", reason));
    }
    if (Thread.currentThread().isInterrupted()) {
      return Duration.ZERO;
    }
    metrics.failed();
    return afterHalt(new AzraException("ledger.unavailable", reason));
  }

  /** One that is stuck at our head looks like a chain that rests. */
  private void turnFromQuietNode() {
    if (++quietInARow == QUIET_LOOKS) {
      quietInARow = 0;
      if (sources.count() > 1) {
        turn();
      }
    }
  }

  /**
   * The next node; the next witness once all nodes were asked beside one: so every pair comes up.
   */
  private void turn() {
    if (sources.turn()) {
      step.turnWitness();
    }
  }

  private Duration afterFailure(RuntimeException failure) {
    if (Thread.currentThread().isInterrupted()) {
      return Duration.ZERO;
    }
    metrics.failed();
    metrics.refused(failure);
    LOG.warn("cannot follow: {}", failure.getMessage());
    status.troubled(State.FAILING, failure);
    turn();
    int doublings = Math.min(MAX_BACKOFF_DOUBLINGS, failuresInARow++ / sources.count());
    Duration backoff = poll.multipliedBy(1L << doublings);
    Duration rest =
        failure instanceof RpcFailure rpc && sources.count() == 1 ? rpc.rest() : Duration.ZERO;
    return backoff.compareTo(rest) < 0 ? rest : backoff;
  }
}
