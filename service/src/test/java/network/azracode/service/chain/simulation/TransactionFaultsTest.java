// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import network.azracode.sdk.ledger.Finality;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.follow.SimulatedFollower;
import network.azracode.service.chain.rpc.Transport;
import network.azracode.service.chain.simulation.FaultyDataSource.Breakage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

/** A database that fails single transactions of a follower that lives on. */
class TransactionFaultsTest {
  private static final int MOST_LOOKS = 10;

  /** Blocks that a new follower asks for at once. */
  private static final int RANGE = 100;

  private final Quiet quiet = new Quiet();
  private final SimulatedTables followed = new SimulatedTables();
  private final SimulatedTables expected = new SimulatedTables();
  private final FaultyDataSource database = new FaultyDataSource(followed.connection());
  private final SimulatedChain chain = new SimulatedChain(1, new Random(5));
  private SimulatedFollower follower;

  @BeforeEach
  void follow() throws SQLException {
    chain.extend(20);
    follower = follower();
    untilItFollows();
  }

  @AfterEach
  void end() throws SQLException {
    quiet.close();
    followed.close();
    expected.close();
  }

  @Test
  @DisplayName("H-70 S13 a commit succeeds and its acknowledgement is lost, once each")
  void aCommitWhoseAcknowledgementIsLostIsNeitherLostNorDoubled() throws SQLException {
    int lost = 0;
    while (lost < MOST_LOOKS) {
      chain.cutTo(chain.latest() - 2);
      chain.extend(RANGE + 20);
      database.arm(lost + 1, Breakage.ACKNOWLEDGEMENT_LOST);
      if (startsAndLooksWithoutTrouble()) {
        break;
      }
      lost++;
      database.disarm();
      untilItFollows();
      assertTheTablesAreTheChain();
    }
    assertThat(lost).as("beginning, roll-back and two ranges").isEqualTo(4);
    assertTheTablesAreTheChain();
  }

  private boolean startsAndLooksWithoutTrouble() {
    try {
      follower = follower();
    } catch (DataAccessException failedStart) {
      return false;
    }
    follower.look();
    return !follower.isHalted();
  }

  private void untilItFollows() {
    var head = chain.canonical().getLast().self();
    for (int looks = 0; looks < MOST_LOOKS && !follower.follows(head); looks++) {
      follower.look();
    }
    assertThat(follower.follows(head)).as("%s", follower).isTrue();
  }

  private void assertTheTablesAreTheChain() throws SQLException {
    expected.empty();
    new NaiveProjector(expected.connection(), 1).write(chain.canonical());
    assertThat(followed.digests()).isEqualTo(expected.digests());
  }

  private SimulatedFollower follower() {
    var node =
        new SimulatedNode(
            chain, 1, new SimulatedNode.Habits(Integer.MAX_VALUE, Integer.MAX_VALUE, true, true));
    return SimulatedFollower.over(
        database,
        chain.deployment(),
        List.<Transport>of(node),
        new Finality.Depth(5),
        DeepReorganisation.HALT);
  }
}
