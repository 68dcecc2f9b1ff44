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
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import network.azracode.sdk.ledger.Finality;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.follow.SimulatedFollower;
import network.azracode.service.chain.rpc.Transport;
import network.azracode.service.chain.store.Fence;
import network.azracode.service.testing.MigratedDatabase;
import network.azracode.service.testing.TableDigests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A rebuild that does not go its way in peace: each look of it takes a few blocks, so that there is
 * a middle in which something can happen.
 */
@DisplayName("H-44 whatever happens to a rebuild, the tables end as the chain")
class RebuildTest {
  private static final int MOST_LOOKS = 60;
  private static final int BLOCKS = 60;

  private Quiet quiet;
  private MigratedDatabase database;
  private HikariDataSource sessions;
  private SimulatedChain chain;
  private SimulatedNode node;

  @BeforeEach
  void follow() throws SQLException {
    quiet = new Quiet();
    database = MigratedDatabase.create();
    sessions = database.sessions();
    chain = new SimulatedChain(1, new Random(11));
    chain.extend(BLOCKS);
    node =
        new SimulatedNode(
            chain, 1, new SimulatedNode.Habits(Integer.MAX_VALUE, Integer.MAX_VALUE, true, true));
    untilItFollows(follower(Optional.empty(), Fence.NONE, DeepReorganisation.HALT));
    damage();
  }

  @AfterEach
  void end() {
    sessions.close();
    quiet.close();
  }

  @Test
  void aChainThatReorganisesMeanwhileIsFollowedByTheReplay() throws SQLException {
    SimulatedFollower follower = rebuilding(DeepReorganisation.HALT);
    Map<String, String> before = digests();
    follower.look();
    for (int depth = 1; depth < 9; depth++) {
      chain.cutTo(chain.latest() - depth);
      chain.extend(depth + 1);
      follower.look();
      assertThat(follower.isRebuilding()).as("%s", follower).isTrue();
      assertThat(digests()).isEqualTo(before);
    }
    untilItFollows(follower);
    assertTheTablesAreTheChain();
  }

  @Test
  void aSessionThatIsCutOffStartsItOver() throws SQLException {
    SimulatedFollower follower = rebuilding(DeepReorganisation.HALT);
    follower.look();
    database
        .jdbc()
        .sql(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                + " WHERE application_name = 'replay'")
        .query(Long.class)
        .single();
    chain.extend(1);
    follower.look();
    assertThat(follower.isHalted()).as("%s", follower).isTrue();
    untilItFollows(follower);
    assertTheTablesAreTheChain();
  }

  @Test
  void tablesThatACrashOfTheDatabaseEmptiedStartItOver() throws SQLException {
    SimulatedFollower follower = rebuilding(DeepReorganisation.HALT);
    follower.look();
    sql("TRUNCATE azra_rebuild.blocks, azra_rebuild.chain_cursor, azra_rebuild.job_openings");
    chain.extend(1);
    follower.look();
    untilItFollows(follower);
    assertTheTablesAreTheChain();
  }

  @Test
  void whatOneLeftThatWasKilledIsTakenAwayByTheNextLeader() throws SQLException {
    rebuilding(DeepReorganisation.HALT).look();
    assertThat(schemas()).isEqualTo(1);
    Map<String, String> before = digests();
    untilItFollows(follower(Optional.empty(), Fence.NONE, DeepReorganisation.HALT));
    assertThat(schemas()).isZero();
    assertThat(digests()).isEqualTo(before);
    untilItFollows(rebuilding(DeepReorganisation.HALT));
    assertThat(schemas()).isZero();
    assertTheTablesAreTheChain();
  }

  @Test
  void oneThatLostTheLeadInItsMiddleStartsOverWhenItLeadsAgain() throws SQLException {
    AtomicReference<OptionalLong> token = new AtomicReference<>(OptionalLong.of(0));
    Optional<MigratedDatabase> session = Optional.of(replaySession());
    SimulatedFollower one = follower(session, token::get, DeepReorganisation.HALT);
    one.look();
    token.set(OptionalLong.empty());
    one.look();
    untilItFollows(rebuilding(DeepReorganisation.HALT));
    assertTheTablesAreTheChain();
    damage();
    token.set(OptionalLong.of(0));
    untilItFollows(one);
    assertTheTablesAreTheChain();
  }

  @Test
  void aFinalBlockThatDiffersIsDecidedAboutFirstAndHealed() throws SQLException {
    chain.cutTo(chain.latest() - 20);
    chain.extend(22);
    untilItFollows(rebuilding(DeepReorganisation.HEAL));
    assertTheTablesAreTheChain();
    assertThat(count("deep_reorganisations")).isEqualTo(1);
    assertThat(count("rebuilds")).isEqualTo(1);
  }

  @Test
  void aFinalBlockThatDiffersHaltsWhereThatIsTheRule() throws SQLException {
    Map<String, String> before = digests();
    chain.cutTo(chain.latest() - 20);
    chain.extend(22);
    SimulatedFollower follower = rebuilding(DeepReorganisation.HALT);
    for (int looks = 0; looks < 6; looks++) {
      follower.look();
    }
    assertThat(follower.isHalted()).as("%s", follower).isTrue();
    assertThat(follower.toString()).contains("chain.deep-reorganisation");
    assertThat(digests()).isEqualTo(before);
  }

  private SimulatedFollower rebuilding(DeepReorganisation deep) {
    return follower(Optional.of(replaySession()), Fence.NONE, deep);
  }

  private MigratedDatabase replaySession() {
    return MigratedDatabase.at(database.url() + "&ApplicationName=replay");
  }

  private SimulatedFollower follower(
      Optional<MigratedDatabase> replay, Fence fence, DeepReorganisation deep) {
    return SimulatedFollower.rebuilding(
        sessions,
        replay.map(MigratedDatabase::dataSource),
        fence,
        chain.deployment(),
        List.<Transport>of(node),
        new Finality.Depth(10),
        deep);
  }

  private void untilItFollows(SimulatedFollower follower) {
    var head = chain.canonical().getLast().self();
    for (int looks = 0; looks < MOST_LOOKS && !follower.follows(head); looks++) {
      follower.look();
    }
    assertThat(follower.follows(head)).as("%s", follower).isTrue();
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

  private long schemas() {
    return count("pg_namespace WHERE nspname = 'azra_rebuild'");
  }

  private long count(String table) {
    return database.jdbc().sql("SELECT count(*) FROM " + table).query(Long.class).single();
  }

  /** As a bug of an earlier version, or a hand, might have. */
  private void damage() throws SQLException {
    sql(
        "SET session_replication_role = replica",
        "DELETE FROM settlements",
        "UPDATE job_openings SET max_price = max_price + 1");
  }

  private void sql(String... statements) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
