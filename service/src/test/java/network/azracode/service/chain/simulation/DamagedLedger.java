// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.sql.DataSource;
import network.azracode.sdk.ledger.Finality;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.follow.SimulatedFollower;
import network.azracode.service.chain.rpc.Transport;
import network.azracode.service.chain.store.Fence;
import network.azracode.service.testing.MigratedDatabase;
import network.azracode.service.testing.TableDigests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A ledger that followed {@value #BLOCKS} blocks and was damaged then, for a rebuild to mend. */
abstract class DamagedLedger {
  static final int BLOCKS = 60;
  private static final int MOST_LOOKS = 60;

  MigratedDatabase database;
  HikariDataSource sessions;
  SimulatedChain chain;
  Map<String, String> undamaged;
  private SimulatedNode node;
  private Quiet quiet;

  @BeforeEach
  final void follow() throws SQLException {
    quiet = new Quiet();
    database = MigratedDatabase.create();
    sessions = database.sessions();
    chain = first(BLOCKS);
    node = nodeOf(chain);
    untilItFollows(follower(Optional.empty(), Fence.NONE, DeepReorganisation.HALT));
    undamaged = digests();
    damage();
  }

  @AfterEach
  final void end() {
    sessions.close();
    quiet.close();
  }

  /** So many blocks of the chain that the ledger is of; more of it can be added. */
  static SimulatedChain first(int blocks) {
    var chain = new SimulatedChain(1, new Random(11));
    chain.extend(blocks - 1);
    return chain;
  }

  static SimulatedNode nodeOf(SimulatedChain chain) {
    return new SimulatedNode(
        chain, 1, new SimulatedNode.Habits(Integer.MAX_VALUE, Integer.MAX_VALUE, true, true));
  }

  final SimulatedFollower rebuilding(DeepReorganisation deep) {
    return follower(Optional.of(replaySession()), Fence.NONE, deep);
  }

  final DataSource replaySession() {
    return MigratedDatabase.at(database.url() + "&ApplicationName=replay").dataSource();
  }

  final SimulatedFollower follower(
      Optional<DataSource> replay, Fence fence, DeepReorganisation deep) {
    return SimulatedFollower.rebuilding(
        sessions,
        replay,
        fence,
        chain.deployment(),
        List.<Transport>of(node),
        new Finality.Depth(10),
        deep);
  }

  final void untilItFollows(SimulatedFollower follower) {
    var head = chain.canonical().getLast().self();
    for (int looks = 0; looks < MOST_LOOKS && !follower.follows(head); looks++) {
      follower.look();
    }
    assertThat(follower.follows(head)).as("%s", follower).isTrue();
  }

  final void assertTheTablesAreTheChain() throws SQLException {
    MigratedDatabase fresh = MigratedDatabase.create();
    try (Connection connection = DriverManager.getConnection(fresh.url())) {
      new NaiveProjector(connection, 1).write(chain.canonical());
    }
    assertThat(digests()).isEqualTo(TableDigests.of(fresh.jdbc()));
  }

  final Map<String, String> digests() {
    return TableDigests.of(database.jdbc());
  }

  final long schemas() {
    return count("pg_namespace WHERE nspname = 'azra_rebuild'");
  }

  final long count(String table) {
    return database.jdbc().sql("SELECT count(*) FROM " + table).query(Long.class).single();
  }

  final void damage() throws SQLException {
    damage(database);
  }

  /** As a bug of an earlier version, or a hand, might have. */
  static void damage(MigratedDatabase database) throws SQLException {
    execute(
        database,
        "SET session_replication_role = replica",
        "DELETE FROM settlements",
        "UPDATE job_openings SET max_price = max_price + 1");
  }

  final void sql(String... statements) throws SQLException {
    execute(database, statements);
  }

  private static void execute(MigratedDatabase database, String... statements) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
