// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import network.azracode.sdk.ledger.Finality;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.follow.SimulatedFollower;
import network.azracode.service.chain.rpc.Transport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run of {@value #LAST} blocks, each of which is the head for a while. */
@TestInstance(Lifecycle.PER_CLASS)
class EveryReorganisationTest {
  private static final int LAST = 20;
  private static final int FINAL = 5;
  private static final int MOST_LOOKS = 10;

  private Quiet quiet;
  private SimulatedTables followed;
  private SimulatedTables expected;
  private FaultyDataSource database;
  private SimulatedChain chain;

  @BeforeAll
  void start() {
    quiet = new Quiet();
    followed = new SimulatedTables();
    expected = new SimulatedTables();
    database = new FaultyDataSource(followed.connection());
  }

  @AfterAll
  void stop() throws SQLException {
    quiet.close();
    followed.close();
    expected.close();
  }

  @BeforeEach
  void begin() throws SQLException {
    followed.empty();
    chain = new SimulatedChain(0, new Random(17));
  }

  @ParameterizedTest(name = "depth {0}")
  @ValueSource(ints = {1, 2, 3, 4, FINAL})
  @DisplayName("H-73 S01 at every block, each depth up to finality ends as the chain")
  void everyDepthUpToFinalityIsFollowed(int depth) throws SQLException {
    SimulatedFollower follower = follower(DeepReorganisation.HALT);
    chain.extend(depth);
    assertItEndsAsTheChain(follower);
    while (chain.latest() < LAST) {
      leave(depth, depth);
      assertItEndsAsTheChain(follower);
      leave(depth, depth + 1);
      assertItEndsAsTheChain(follower);
    }
    assertThat(follower.deepReorganisations("halted")).isZero();
  }

  @Test
  @DisplayName("H-73 S01 at every block, one deeper than finality alarms and halts, or is healed")
  void oneDeeperThanFinalityHaltsOrIsHealed() throws SQLException {
    SimulatedFollower halting = follower(DeepReorganisation.HALT);
    chain.extend(FINAL + 1);
    for (int met = 1; chain.latest() <= LAST; met++) {
      assertItEndsAsTheChain(halting);
      Map<String, String> before = followed.digests();
      double alarms = halting.deepReorganisations("halted");
      leave(FINAL + 1, FINAL + 1);
      halting.look();
      halting.look();
      assertThat(halting.isHalted()).as("%s", halting).isTrue();
      assertThat(halting.toString()).contains("chain.deep-reorganisation");
      assertThat(halting.deepReorganisations("halted")).isGreaterThan(alarms);
      assertThat(followed.digests()).isEqualTo(before);
      assertThat(followed.deepReorganisations()).isEqualTo(met - 1);
      SimulatedFollower healing = follower(DeepReorganisation.HEAL);
      assertItEndsAsTheChain(healing);
      assertThat(healing.deepReorganisations("healed")).isEqualTo(1);
      assertThat(followed.deepReorganisations()).isEqualTo(met);
      chain.extend(1);
    }
  }

  private void leave(int blocks, int others) {
    chain.cutTo(chain.latest() - blocks);
    chain.extend(others);
  }

  private void assertItEndsAsTheChain(SimulatedFollower follower) throws SQLException {
    var head = chain.canonical().getLast().self();
    for (int looks = 0; looks < MOST_LOOKS && !follower.follows(head); looks++) {
      follower.look();
    }
    assertThat(follower.follows(head)).as("%s", follower).isTrue();
    expected.empty();
    new NaiveProjector(expected.connection(), 0).write(chain.canonical());
    assertThat(followed.digests()).isEqualTo(expected.digests());
  }

  private SimulatedFollower follower(DeepReorganisation deep) {
    var node =
        new SimulatedNode(
            chain, 1, new SimulatedNode.Habits(Integer.MAX_VALUE, Integer.MAX_VALUE, true, true));
    return SimulatedFollower.over(
        database, chain.deployment(), List.<Transport>of(node), new Finality.Depth(FINAL), deep);
  }
}
