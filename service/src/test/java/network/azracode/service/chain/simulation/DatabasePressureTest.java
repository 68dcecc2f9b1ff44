// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import network.azracode.sdk.ledger.Finality;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.follow.SimulatedFollower;
import network.azracode.service.chain.rpc.Transport;
import network.azracode.service.testing.MigratedDatabase;
import network.azracode.service.testing.TableDigests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A database that others use too, without regard for us. */
@DisplayName("H-50 S20 a database under pressure delays following and changes nothing")
class DatabasePressureTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SESSIONS = 2;

  private final MigratedDatabase database = MigratedDatabase.create();
  private final SimulatedChain chain = new SimulatedChain(1, new Random(31));
  private Quiet quiet;
  private HikariDataSource pool;
  private SimulatedFollower follower;

  @BeforeEach
  void follow() throws Exception {
    quiet = new Quiet();
    pool = new HikariDataSource();
    pool.setJdbcUrl(database.url() + "&ApplicationName=follower");
    pool.setMaximumPoolSize(SESSIONS);
    pool.setConnectionTimeout(250);
    var node =
        new SimulatedNode(
            chain, 1, new SimulatedNode.Habits(Integer.MAX_VALUE, Integer.MAX_VALUE, true, true));
    follower =
        SimulatedFollower.over(
            pool,
            chain.deployment(),
            List.<Transport>of(node),
            new Finality.Depth(5),
            DeepReorganisation.HALT);
    chain.extend(20);
    untilItFollows();
  }

  @AfterEach
  void end() {
    pool.close();
    quiet.close();
  }

  @Test
  void whileThePoolIsExhaustedItHaltsAndThenGoesOn() throws Exception {
    Map<String, String> before = digests();
    chain.extend(5);
    // the pool opens its second session in the background
    await(() -> pool.getHikariPoolMXBean().getIdleConnections() == SESSIONS);
    try (Connection one = pool.getConnection();
        Connection other = pool.getConnection()) {
      assertThat(List.of(one, other)).hasSize(SESSIONS);
      follower.look();
      assertThat(follower.isHalted()).as("%s", follower).isTrue();
      assertThat(follower.toString()).contains("ledger.unavailable");
      assertThat(digests()).isEqualTo(before);
    }
    untilItFollows();
    assertTheTablesAreTheChain();
  }

  @Test
  void aStatementThatWaitsForALockWaitsAndNothingIsWrittenTwice() throws Exception {
    chain.extend(5);
    Thread looking;
    try (Connection other = database.dataSource().getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE blocks IN ACCESS EXCLUSIVE MODE");
      looking = Thread.ofPlatform().start(follower::look);
      await(() -> waiting() == 1);
      other.rollback();
    }
    assertThat(looking.join(PATIENCE)).isTrue();
    untilItFollows();
    assertTheTablesAreTheChain();
  }

  @Test
  void aStatementThatIsGivenUpIsAskedAgain() throws Exception {
    chain.extend(5);
    try (Connection other = database.dataSource().getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE chain_cursor IN ACCESS EXCLUSIVE MODE");
      Thread looking = Thread.ofPlatform().start(follower::look);
      await(() -> waiting() == 1);
      statement.execute(
          "SELECT pg_cancel_backend(pid) FROM pg_stat_activity"
              + " WHERE application_name = 'follower' AND wait_event_type = 'Lock'");
      assertThat(looking.join(PATIENCE)).isTrue();
      assertThat(follower.isHalted()).as("%s", follower).isTrue();
      other.rollback();
    }
    untilItFollows();
    assertTheTablesAreTheChain();
  }

  @Test
  void aLongTransactionKeepsItsSnapshotAndHoldsNobodyUp() throws Exception {
    try (Connection other = database.dataSource().getConnection()) {
      other.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      other.setAutoCommit(false);
      long before = blocks(other);
      for (int i = 0; i < 20; i++) {
        chain.cutTo(chain.latest() - 1);
        chain.extend(3);
        untilItFollows();
      }
      assertThat(blocks(other)).isEqualTo(before);
      assertTheTablesAreTheChain();
      other.rollback();
      long pages = pages();
      run(other, "VACUUM chain_cursor");
      for (int i = 0; i < 20; i++) {
        chain.extend(1);
        untilItFollows();
      }
      assertThat(pages()).as("what was dead is used again").isLessThanOrEqualTo(pages);
    }
  }

  private static long blocks(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        var row = statement.executeQuery("SELECT count(*) FROM blocks")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long pages() {
    return number("SELECT pg_relation_size('chain_cursor') / 8192");
  }

  private long waiting() {
    return number(
        "SELECT count(*) FROM pg_stat_activity"
            + " WHERE application_name = 'follower' AND wait_event_type = 'Lock'");
  }

  private long number(String sql) {
    return database.jdbc().sql(sql).query(Long.class).single();
  }

  private void untilItFollows() throws InterruptedException {
    var head = chain.canonical().getLast().self();
    await(() -> {
      follower.look();
      return follower.follows(head);
    });
  }

  private void assertTheTablesAreTheChain() throws SQLException {
    MigratedDatabase fresh = MigratedDatabase.create();
    try (Connection connection = DriverManager.getConnection(fresh.url())) {
      new NaiveProjector(connection, 1).write(chain.canonical());
    }
    assertThat(digests()).isEqualTo(TableDigests.of(fresh.jdbc()));
  }

  private Map<String, String> digests() {
    return TableDigests.of(database.jdbc());
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(20);
    }
  }
}
