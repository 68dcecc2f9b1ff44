// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.leader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import network.azracode.service.chain.store.Fence;
import network.azracode.service.testing.MigratedDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two instances and one lead, between them a real database. */
class LeaseTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration NONE = Duration.ZERO;
  private static final int MANY = 8;
  private static final int ROUNDS = 10;
  private static final String FIVE = " SELECT 5, sha256('5')";

  private MigratedDatabase database;

  @BeforeEach
  void migrate() throws SQLException {
    database = MigratedDatabase.create();
    try (Connection connection = database.dataSource().getConnection()) {
      run(
          connection,
          "INSERT INTO chain_cursor (chain_id, genesis_hash, first_block, node_registry,"
              + " settlement) VALUES (1, sha256('g'), 5, substr(sha256('r'), 1, 20),"
              + " substr(sha256('s'), 1, 20))");
    }
  }

  @Test
  @DisplayName("H-40 S17 one leads while it lives; one that lets go is followed at once")
  void oneLeadsAtATime() throws SQLException {
    try (Connection one = connect();
        Connection two = connect()) {
      Lease first = lease(one, LONG);
      Lease second = lease(two, LONG);
      long fence = taken(first);
      assertThat(second.tryTake()).isEmpty();
      assertThat(first.renew(fence)).isTrue();
      first.giveUp();
      assertThat(taken(second)).isGreaterThan(fence);
      assertThat(first.renew(fence)).isFalse();
    }
  }

  @Test
  @DisplayName("H-85 S17 of many that try at the same moment one leads, whoever led before")
  void ofManyThatTryAtOnceOneLeads() throws Exception {
    List<Connection> connections = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(MANY)) {
      for (int i = 0; i < MANY; i++) {
        connections.add(connect());
      }
      long last = 0;
      for (int round = 0; round < ROUNDS; round++) {
        var together = new CyclicBarrier(MANY);
        List<Callable<OptionalLong>> tries = new ArrayList<>();
        for (Connection each : connections) {
          tries.add(() -> {
            together.await();
            return lease(each, LONG).tryTake();
          });
        }
        List<Long> taken = new ArrayList<>();
        for (Future<OptionalLong> one : threads.invokeAll(tries)) {
          one.get().ifPresent(taken::add);
        }
        assertThat(taken).as("fences given").hasSize(1);
        assertThat(taken.getFirst()).isGreaterThan(last);
        last = taken.getFirst();
        for (Connection each : connections) {
          lease(each, LONG).giveUp();
        }
      }
    } finally {
      for (Connection each : connections) {
        each.close();
      }
    }
  }

  @Test
  @DisplayName("H-40 one whose process died is followed at once")
  void aDeadLeaderIsFollowedAtOnce() throws SQLException {
    try (Connection two = connect()) {
      long fence;
      try (Connection one = connect()) {
        fence = taken(lease(one, LONG));
      }
      assertThat(awaitTaken(lease(two, LONG))).isGreaterThan(fence);
    }
  }

  @Test
  @DisplayName(
      "H-41 S17 a silent leader is followed; its session and the transaction it slept in end")
  void aSilentLeaderLosesItsTransaction() throws SQLException {
    try (Connection session = connect();
        Connection writing = connect();
        Connection two = connect()) {
      long fence = taken(lease(session, LONG));
      writing.setAutoCommit(false);
      run(writing, "SELECT pg_advisory_xact_lock_shared(%d)".formatted(Fence.WRITER_LOCK));
      run(writing, "SET LOCAL azra.fence = " + fence);
      run(writing, firstBlock());
      Lease second = lease(two, NONE);
      assertThat(awaitTaken(second)).isGreaterThan(fence);
      assertThatThrownBy(writing::commit).isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> lease(session, LONG).renew(fence)).isInstanceOf(SQLException.class);
    }
    assertThat(database.jdbc().sql("SELECT count(*) FROM blocks").query(Long.class).single())
        .isZero();
  }

  @Test
  @DisplayName("H-42 S17 the database refuses to write under any fence but the last, or under none")
  void onlyTheLastFenceWrites() throws SQLException {
    try (Connection one = connect();
        Connection writing = connect()) {
      Lease lease = lease(one, LONG);
      long former = taken(lease);
      lease.giveUp();
      long last = taken(lease);
      String asFormer = "SET LOCAL azra.fence = " + former;
      refuses(writing, firstBlock());
      refuses(writing, asFormer, firstBlock());
      refuses(writing, asFormer, "UPDATE chain_cursor SET safe = NULL");
      refuses(writing, asFormer, "DELETE FROM blocks");
      refuses(writing, "UPDATE chain_leadership SET fence = " + former);
      refuses(writing, "DELETE FROM chain_leadership");
      writing.setAutoCommit(false);
      run(writing, "SET LOCAL azra.fence = " + last);
      run(writing, firstBlock());
      run(writing, "UPDATE chain_cursor SET head = 5");
      writing.commit();
    }
  }

  @Test
  @DisplayName("H-42 whatever a transaction of a deposed writer held, nothing of it is written")
  void nothingOfADeposedTransactionIsWritten() throws SQLException {
    try (Connection one = connect();
        Connection writing = connect()) {
      Lease lease = lease(one, LONG);
      long former = taken(lease);
      String asFormer = "SET LOCAL azra.fence = " + former;
      writing.setAutoCommit(false);
      run(writing, asFormer);
      run(writing, firstBlock());
      run(writing, "UPDATE chain_cursor SET head = 5, safe = 5, finalized = 5");
      writing.commit();
      lease.giveUp();
      taken(lease);
      String moved = "UPDATE chain_cursor SET head = 5";
      refuses(writing, asFormer, quarantinedLog(), moved);
      refuses(writing, asFormer, "INSERT INTO rebuilds (head, head_hash)" + FIVE, moved);
      refuses(
          writing,
          asFormer,
          "INSERT INTO deep_reorganisations (fork_number, fork_hash, finalized_number,"
              + " dropped_number, dropped_hash) SELECT 4, sha256('4'), 5, 5, sha256('5')",
          "DELETE FROM blocks");
    }
    for (String table : List.of("quarantined_logs", "rebuilds", "deep_reorganisations")) {
      assertThat(database.jdbc().sql("SELECT count(*) FROM " + table).query(Long.class).single())
          .as(table)
          .isZero();
    }
  }

  private static String quarantinedLog() {
    return "INSERT INTO quarantined_logs VALUES (5, 0, 105, sha256('t'),"
        + " substr(sha256('s'), 1, 20), NULL, 'event.unknown')";
  }

  @Test
  @DisplayName("H-56 an election that a fail-over lost is not repeated under the same fence")
  void aLostElectionIsNotRepeated() throws SQLException {
    try (Connection one = connect()) {
      Lease lease = lease(one, LONG);
      long kept = taken(lease);
      lease.giveUp();
      long lost = taken(lease);
      lease.giveUp();
      // as on a replica that took over before it had seen the second election
      run(one, "SET session_replication_role = replica");
      run(one, "UPDATE chain_leadership SET fence = " + kept);
      run(one, "SET session_replication_role = origin");
      assertThat(taken(lease)).isGreaterThan(lost);
    }
  }

  private static long taken(Lease lease) throws SQLException {
    return lease.tryTake().orElseThrow();
  }

  private static void refuses(Connection connection, String... statements) throws SQLException {
    connection.setAutoCommit(false);
    assertThatThrownBy(
            () -> {
              for (String statement : statements) {
                run(connection, statement);
              }
            })
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("AZ006"));
    connection.rollback();
  }

  private static long awaitTaken(Lease lease) throws SQLException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (System.nanoTime() < end) {
      var taken = lease.tryTake();
      if (taken.isPresent()) {
        return taken.getAsLong();
      }
    }
    throw new AssertionError("nobody leads");
  }

  private static String firstBlock() {
    return "INSERT INTO blocks VALUES (5, sha256('5'), sha256('4'), 105)";
  }

  private Connection connect() throws SQLException {
    return database.dataSource().getConnection();
  }

  private static Lease lease(Connection connection, Duration patience) {
    return new Lease(connection, UUID.randomUUID(), patience);
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
