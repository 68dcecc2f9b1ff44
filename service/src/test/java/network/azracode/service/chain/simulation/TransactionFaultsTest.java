// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import network.azracode.sdk.ledger.Finality;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.follow.SimulatedFollower;
import network.azracode.service.chain.rpc.Transport;
import network.azracode.service.chain.simulation.FaultyDataSource.Breakage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;

/** A database that fails single transactions of a follower that lives on. */
class TransactionFaultsTest extends FollowedTables {
  /** Blocks that a new follower asks for at once. */
  private static final int RANGE = 100;

  /** Statements and commits of a look that adds a block. */
  private static final int FEWEST_MOMENTS = 6;

  private static final int MOST_MOMENTS = 40;
  private static final int ATTEMPTS = 5;

  /** Attempts in a row that fail, from which on it is more than a moment's quarrel. */
  private static final int TOLD_FROM = 3;

  private FaultyDataSource database;
  private SimulatedFollower follower;

  TransactionFaultsTest() {
    super(1, 5);
  }

  @BeforeAll
  void useTables() {
    database = new FaultyDataSource(followed.connection());
  }

  @BeforeEach
  void follow() {
    database.disarm();
    chain.extend(20);
    follower = follower();
    untilAtTheHead(follower);
  }

  @Test
  @DisplayName("H-70 S13 a commit succeeds and its acknowledgement is lost, once each")
  void aCommitWhoseAcknowledgementIsLostIsNeitherLostNorDoubled() throws SQLException {
    int lost = 0;
    while (lost < MOST_LOOKS) {
      leave(2, RANGE + 20);
      database.arm(lost + 1, Breakage.ACKNOWLEDGEMENT_LOST);
      if (startsAndLooksWithoutTrouble()) {
        break;
      }
      lost++;
      database.disarm();
      untilAtTheHead(follower);
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

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = {"DEADLOCK", "SERIALISATION_FAILURE"})
  @DisplayName("H-71 S16 each statement and commit meets a deadlock or serialisation failure once")
  void whatFailsOnceIsTriedAgain(Breakage how) throws SQLException {
    int moment = 0;
    boolean met = true;
    while (met && moment < MOST_MOMENTS) {
      chain.extend(1);
      database.arm(++moment, how);
      follower.look();
      met = database.operations() >= moment;
      assertThat(follower.isHalted()).as("%s", follower).isFalse();
      untilAtTheHead(follower);
    }
    assertThat(moment).isBetween(FEWEST_MOMENTS, MOST_MOMENTS - 1);
    assertTheTablesAreTheChain();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = {"DEADLOCK", "SERIALISATION_FAILURE"})
  @DisplayName("H-71 S16 one that persists is tried once a look, told as the database, and ends")
  void whatPersistsIsToldAndGoneOnWith(Breakage how) throws SQLException {
    int moment = 1;
    while (persists(moment, how) && moment < MOST_MOMENTS) {
      database.disarm();
      untilAtTheHead(follower);
      moment++;
    }
    assertThat(moment).isBetween(FEWEST_MOMENTS, MOST_MOMENTS - 1);
    database.disarm();
    untilAtTheHead(follower);
    assertTheTablesAreTheChain();
  }

  /** Whether looks have such a moment at all, each of which met it then. */
  private boolean persists(int moment, Breakage how) throws SQLException {
    Map<String, String> before = followed.digests();
    chain.extend(1);
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      database.arm(moment, how);
      assertThat(follower.look()).isLessThanOrEqualTo(Duration.ofSeconds(1));
      if (database.operations() < moment) {
        return false;
      }
      assertThat(database.operations()).as("once, and a roll-back").isBetween(moment, moment + 1);
      assertThat(follower.isHalted()).as("%s", follower).isEqualTo(attempt >= TOLD_FROM);
      assertThat(followed.digests()).isEqualTo(before);
    }
    assertThat(follower.toString()).contains("ledger.unavailable: SQL state 40");
    return true;
  }

  private SimulatedFollower follower() {
    return SimulatedFollower.over(
        database,
        chain.deployment(),
        List.<Transport>of(node()),
        new Finality.Depth(5),
        DeepReorganisation.HALT);
  }
}
