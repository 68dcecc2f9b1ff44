// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import java.util.Random;
import network.azracode.service.chain.follow.SimulatedFollower;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A chain, the tables of who follows it, and those of a naive projector beside them. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class FollowedTables {
  static final int MOST_LOOKS = 10;

  private final long first;
  private final long seed;
  private Quiet quiet;
  private SimulatedTables expected;
  SimulatedTables followed;
  SimulatedChain chain;

  /**
   * @param first number of the chain's first block
   * @param seed of what happens on it
   */
  FollowedTables(long first, long seed) {
    this.first = first;
    this.seed = seed;
  }

  @BeforeAll
  final void makeTables() {
    quiet = new Quiet();
    followed = new SimulatedTables();
    expected = new SimulatedTables();
  }

  @AfterAll
  final void dropTables() throws SQLException {
    quiet.close();
    followed.close();
    expected.close();
  }

  @BeforeEach
  final void beginAnew() throws SQLException {
    followed.empty();
    chain = new SimulatedChain(first, new Random(seed));
  }

  /** One without any fault. */
  final SimulatedNode node() {
    return new SimulatedNode(
        chain, 1, new SimulatedNode.Habits(Integer.MAX_VALUE, Integer.MAX_VALUE, true, true));
  }

  final void leave(int blocks, int others) {
    chain.cutTo(chain.latest() - blocks);
    chain.extend(others);
  }

  final boolean isAtTheHead(SimulatedFollower follower) {
    return follower.follows(chain.canonical().getLast().self());
  }

  final void untilAtTheHead(SimulatedFollower follower) {
    for (int looks = 0; looks < MOST_LOOKS && !isAtTheHead(follower); looks++) {
      follower.look();
    }
    assertThat(isAtTheHead(follower)).as("%s", follower).isTrue();
  }

  final Map<String, String> digestsOfAReplay() throws SQLException {
    expected.empty();
    new NaiveProjector(expected.connection(), first).write(chain.canonical());
    return expected.digests();
  }

  final void assertTheTablesAreTheChain() throws SQLException {
    assertThat(followed.digests()).isEqualTo(digestsOfAReplay());
  }
}
