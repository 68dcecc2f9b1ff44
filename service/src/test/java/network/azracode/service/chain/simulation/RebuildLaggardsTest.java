// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.azracode.sdk.ledger.Finality;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.follow.SimulatedFollower;
import network.azracode.service.chain.rpc.Transport;
import network.azracode.service.chain.store.Fence;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The nodes and witnesses of a rebuild are not all as far as the ledger was. */
@DisplayName("H-44 whoever lags meanwhile, a rebuild takes nothing back and ends as the chain")
class RebuildLaggardsTest extends DamagedLedger {
  private static final int LOOKS = 20;

  @Test
  void aWitnessThatIsStuckIsTurnedAwayFrom() {
    untilItFollows(witnessed(nodeOf(first(20)), nodeOf(chain)));
    assertThat(digests()).isEqualTo(undamaged);
  }

  @Test
  void aWitnessBelowTheLedgerIsWaitedForAtTheUsualPaceAndTellsAsSilence() {
    SimulatedChain behind = first(20);
    SimulatedFollower follower = witnessed(nodeOf(behind));
    follower.look();
    Map<String, String> before = digests();
    Duration waited = Duration.ZERO;
    for (int looks = 0; looks < LOOKS; looks++) {
      Duration rest = follower.look();
      assertThat(rest).isPositive();
      follower.pass(rest);
      waited = waited.plus(rest);
    }
    assertThat(follower.silence()).isEqualTo(waited);
    assertThat(follower.isRebuilding()).as("%s", follower).isTrue();
    assertThat(digests()).isEqualTo(before);
    behind.extend(BLOCKS - 20);
    untilItFollows(follower);
    assertThat(digests()).isEqualTo(undamaged);
  }

  @Test
  void whatNodeAndWitnessShareIsAllThereIsToHave() throws SQLException {
    SimulatedChain behind = first(BLOCKS + 1);
    chain.extend(2);
    SimulatedFollower follower = witnessed(nodeOf(behind));
    for (int looks = 0; looks < LOOKS; looks++) {
      follower.look();
    }
    assertThat(count("rebuilds")).isEqualTo(1);
    assertThat(count("blocks")).isEqualTo(behind.latest());
    assertThat(follower.isRebuilding()).as("%s", follower).isFalse();
    behind.extend(1);
    untilItFollows(follower);
    assertTheTablesAreTheChain();
  }

  @Test
  void aNodeThatIsStuckTakesNothingBack() {
    SimulatedFollower follower = over(nodeOf(first(BLOCKS - 5)), nodeOf(chain));
    var head = chain.canonical().getLast().self();
    for (int looks = 0; looks < LOOKS && !follower.follows(head); looks++) {
      follower.look();
      assertThat(count("blocks")).isEqualTo(BLOCKS);
    }
    assertThat(follower.follows(head)).as("%s", follower).isTrue();
    assertThat(digests()).isEqualTo(undamaged);
  }

  @Test
  void aNodeThatFallsBelowTheFinalBlockOfTheReplayIsTurnedAwayFrom() {
    SimulatedChain falling = first(BLOCKS);
    SimulatedFollower follower = over(nodeOf(falling), nodeOf(chain));
    follower.look();
    falling.cutTo(BLOCKS - 20);
    var head = chain.canonical().getLast().self();
    for (int looks = 0; looks < LOOKS && !follower.follows(head); looks++) {
      follower.look();
      assertThat(follower.isHalted()).as("%s", follower).isFalse();
    }
    assertThat(follower.follows(head)).as("%s", follower).isTrue();
    assertThat(digests()).isEqualTo(undamaged);
  }

  @Test
  void aChainThatIsNotYetAtTheFirstBlockIsWaitedFor() throws SQLException {
    sql("SET session_replication_role = replica", "TRUNCATE chain_cursor, blocks CASCADE");
    SimulatedChain young = first(1);
    young.cutTo(0);
    SimulatedFollower follower = over(nodeOf(young));
    assertThat(follower.look()).isPositive();
    assertThat(follower.failures()).isZero();
    young.extend(BLOCKS);
    chain = young;
    untilItFollows(follower);
    assertThat(count("rebuilds")).isEqualTo(1);
    assertTheTablesAreTheChain();
  }

  private SimulatedFollower witnessed(SimulatedNode... witnesses) {
    return SimulatedFollower.witnessed(
        sessions,
        Optional.of(replaySession()),
        chain.deployment(),
        List.of(nodeOf(chain)),
        List.of(witnesses));
  }

  private SimulatedFollower over(SimulatedNode... nodes) {
    return SimulatedFollower.rebuilding(
        sessions,
        Optional.of(replaySession()),
        Fence.NONE,
        chain.deployment(),
        List.<Transport>of(nodes),
        new Finality.Depth(10),
        DeepReorganisation.HALT);
  }
}
