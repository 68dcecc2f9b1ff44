// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.follow.SimulatedFollower;
import network.azracode.service.chain.store.Fence;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A rebuild that does not go its way in peace: each look of it takes a few blocks, so that there is
 * a middle in which something can happen.
 */
@DisplayName("H-44 whatever happens to a rebuild, the tables end as the chain")
class RebuildTest extends DamagedLedger {
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
    Optional<DataSource> session = Optional.of(replaySession());
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

  @Test
  @DisplayName("H-42 one that lost the lead and does not know it writes nothing into the replay")
  void oneThatWasDeposedWritesNothingIntoTheReplay() throws SQLException {
    lead(7);
    SimulatedFollower former =
        follower(Optional.of(replaySession()), () -> OptionalLong.of(7), DeepReorganisation.HALT);
    former.look();
    lead(8);
    SimulatedFollower present =
        follower(Optional.of(replaySession()), () -> OptionalLong.of(8), DeepReorganisation.HALT);
    present.look();
    long replayed = count("azra_rebuild.blocks");
    chain.extend(1);
    former.look();
    assertThat(count("azra_rebuild.blocks")).isEqualTo(replayed);
    assertThat(count("rebuilds")).isZero();
    untilItFollows(present);
    assertTheTablesAreTheChain();
  }

  private void lead(long fence) throws SQLException {
    sql(
        """
        INSERT INTO chain_leadership (fence, holder, renewed_at)
        VALUES (%1$d, gen_random_uuid(), now())
        ON CONFLICT (single) DO UPDATE SET fence = %1$d\
        """
            .formatted(fence));
  }
}
