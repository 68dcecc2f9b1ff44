// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import network.azracode.sdk.ledger.Finality;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.follow.SimulatedFollower;
import network.azracode.service.chain.rpc.Transport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run of {@value #LAST} blocks, each of which is the head for a while. */
class EveryReorganisationTest extends FollowedTables {
  private static final int LAST = 20;
  private static final int FINAL = 5;

  private FaultyDataSource database;

  EveryReorganisationTest() {
    super(0, 17);
  }

  @BeforeAll
  void useTables() {
    database = new FaultyDataSource(followed.connection());
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
      assertThat(halting.deepReorganisations("halted")).isEqualTo(alarms + 1);
      assertThat(followed.digests()).isEqualTo(before);
      assertThat(followed.deepReorganisations()).isEqualTo(met - 1);
      SimulatedFollower healing = follower(DeepReorganisation.HEAL);
      assertItEndsAsTheChain(healing);
      assertThat(healing.deepReorganisations("healed")).isEqualTo(1);
      assertThat(followed.deepReorganisations()).isEqualTo(met);
      chain.extend(1);
    }
  }

  @Test
  @DisplayName("H-91 a reason to halt is told and counted once, and the next one is told, too")
  void eachReasonToHaltIsToldOnce() throws SQLException {
    try (FollowersLines lines = new FollowersLines()) {
      SimulatedFollower halting = follower(DeepReorganisation.HALT);
      chain.extend(FINAL + 1);
      assertItEndsAsTheChain(halting);
      leave(FINAL + 1, FINAL + 1);
      database.arm(1, FaultyDataSource.Breakage.CONNECTION_LOST);
      halting.look();
      assertThat(halting.toString()).contains("ledger.unavailable");
      halting.look();
      halting.look();
      halting.look();
      assertThat(lines.all().stream().filter(line -> line.startsWith("ERROR")))
          .satisfiesExactly(
              line -> assertThat(line).startsWith("ERROR Follower halted: ledger.unavailable: "),
              line ->
                  assertThat(line)
                      .startsWith("ERROR Follower halted: chain.deep-reorganisation: "));
      assertThat(halting.deepReorganisations("halted")).isEqualTo(1);
    }
  }

  private void assertItEndsAsTheChain(SimulatedFollower follower) throws SQLException {
    untilAtTheHead(follower);
    assertTheTablesAreTheChain();
  }

  private SimulatedFollower follower(DeepReorganisation deep) {
    return SimulatedFollower.over(
        database, chain.deployment(), List.<Transport>of(node()), new Finality.Depth(FINAL), deep);
  }
}
