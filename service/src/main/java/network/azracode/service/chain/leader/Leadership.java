// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.leader;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.service.chain.store.Fence;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps trying to lead, and says so while it leads. A leader that dies is followed by another
 * within a beat, one that freezes within patience and two beats. The session lives on a direct
 * connection to PostgreSQL: a pooler that shares sessions would break the lock.
 */
public final class Leadership implements Fence, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);
  private static final Duration BEAT = Duration.ofMillis(400);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration STOP = Duration.ofSeconds(5);

  private final DataSource database;
  private final UUID holder = UUID.randomUUID();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private @Nullable Thread thread;
  private @Nullable Connection connection;
  private volatile long fence;
  private volatile Optional<AzraException> trouble = Optional.empty();

  public Leadership(DataSource database) {
    this.database = database;
  }

  /** Begins to try, at once. */
  public void start() {
    thread = Thread.ofPlatform().daemon().name("chain-leadership").start(this::run);
  }

  @Override
  public OptionalLong token() {
    long current = fence;
    return current == 0 ? OptionalLong.empty() : OptionalLong.of(current);
  }

  @Override
  public Optional<AzraException> trouble() {
    return trouble;
  }

  private void run() {
    try {
      do {
        beat();
      } while (!stopping.await(BEAT.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      letGo();
    }
  }

  private void beat() {
    try {
      Lease lease = lease();
      if (fence == 0) {
        lease
            .tryTake()
            .ifPresent(taken -> {
              LOG.info("leads from now on, fence {}", taken);
              fence = taken;
            });
      } else if (!lease.renew(fence)) {
        LOG.warn("no longer leads: another has taken over from fence {}", fence);
        letGo();
      }
      trouble = Optional.empty();
    } catch (SQLException e) {
      if (fence == 0) {
        trouble = Optional.of(cannotLead(e));
      } else {
        LOG.warn("no longer leads: {}", e.getMessage());
      }
      letGo();
    }
  }

  private static AzraException cannotLead(SQLException e) {
    return new AzraException(
        "ledger.unavailable",
        "SQL state %s: expected to take the lead or to see who has it".formatted(e.getSQLState()),
        e);
  }

  private Lease lease() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = database.getConnection();
      open.setAutoCommit(true);
      connection = open;
    }
    return new Lease(open, holder, PATIENCE);
  }

  /** A connection that is given back to a pool must not take the lock along. */
  private void letGo() {
    fence = 0;
    Connection open = connection;
    connection = null;
    if (open == null) {
      return;
    }
    try (open) {
      new Lease(open, holder, PATIENCE).giveUp();
    } catch (SQLException broken) {
      LOG.debug("the lock ended with its session: {}", broken.getMessage());
    }
  }

  /** Ends it, so that another instance takes over at once. */
  @Override
  public void close() {
    stopping.countDown();
    Thread running = thread;
    try {
      if (running != null && !running.join(STOP)) {
        running.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
