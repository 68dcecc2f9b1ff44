// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.leader;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import network.azracode.service.chain.store.Fence;

/**
 * One instance's hold on the leadership, over a connection of its own. The session's advisory lock
 * makes it exclusive and ends with the process; the renewal tells a leader that is frozen; the
 * fence tells the database whose writes still count.
 */
final class Lease {
  static final long LEADER_LOCK = 0x617a_7261_6c65_6164L;

  private static final String TAKE = "SELECT pg_try_advisory_lock(?)";

  /** The time, as a mere counter would repeat what a replica had not seen when it took over. */
  private static final String RAISE =
      """
      INSERT INTO chain_leadership (fence, holder, renewed_at)
      VALUES ((extract(epoch FROM clock_timestamp()) * 1000000)::bigint, ?, clock_timestamp())
      ON CONFLICT (single) DO UPDATE SET
        fence = greatest(chain_leadership.fence + 1, excluded.fence),
        holder = excluded.holder, renewed_at = excluded.renewed_at
      RETURNING fence\
      """;

  private static final String RENEW =
      "UPDATE chain_leadership SET renewed_at = clock_timestamp() WHERE fence = ? RETURNING fence";
  private static final String IS_SILENT =
      """
      SELECT EXISTS (SELECT FROM chain_leadership
        WHERE renewed_at < clock_timestamp() - ? * interval '1 millisecond')\
      """;
  private static final String END_HOLDERS =
      """
      SELECT count(pg_terminate_backend(pid)) FROM pg_locks
      WHERE locktype = 'advisory' AND objsubid = 1 AND granted AND pid <> pg_backend_pid()
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND (classid::bigint << 32 | objid::bigint) = ?\
      """;

  private final Connection connection;
  private final UUID holder;
  private final Duration patience;

  /**
   * @param connection in auto-commit mode, used for nothing else
   * @param patience how long a leader may say nothing before another takes its place
   */
  Lease(Connection connection, UUID holder, Duration patience) {
    this.connection = connection;
    this.holder = holder;
    this.patience = patience;
  }

  /** Takes the lead if nobody has it, or its holder is silent; tells the fence. */
  OptionalLong tryTake() throws SQLException {
    if (!takeLock()) {
      if (!holderIsSilent()) {
        return OptionalLong.empty();
      }
      end(LEADER_LOCK);
      if (!takeLock()) {
        return OptionalLong.empty();
      }
    }
    end(Fence.WRITER_LOCK);
    try (PreparedStatement statement = connection.prepareStatement(RAISE)) {
      statement.setObject(1, holder);
      return OptionalLong.of(single(statement));
    }
  }

  /** Whether it still leads. */
  boolean renew(long fence) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(RENEW)) {
      statement.setLong(1, fence);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  /** Lets another lead at once. */
  void giveUp() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT pg_advisory_unlock(?)::int")) {
      statement.setLong(1, LEADER_LOCK);
      statement.execute();
    }
  }

  private boolean takeLock() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
      statement.setLong(1, LEADER_LOCK);
      return truth(statement);
    }
  }

  private boolean holderIsSilent() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(IS_SILENT)) {
      statement.setLong(1, patience.toMillis());
      return truth(statement);
    }
  }

  /** Ends the sessions of those who hold a lock: a frozen process cannot let go of it. */
  private void end(long lock) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(END_HOLDERS)) {
      statement.setLong(1, lock);
      statement.execute();
    }
  }

  private static long single(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static boolean truth(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      return row.next() && row.getBoolean(1);
    }
  }
}
