// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import network.azracode.sdk.ledger.Finality;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.follow.SimulatedFollower;
import network.azracode.service.chain.rpc.Transport;
import network.azracode.service.testing.MigratedDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Of several nodes and witnesses only some are of use. */
class TurningTest {
  /** More than are needed to find a node too quiet. */
  private static final int QUIET_LOOKS = 250;

  private static final SimulatedNode.Habits ANYTHING =
      new SimulatedNode.Habits(Integer.MAX_VALUE, Integer.MAX_VALUE, true, true);

  private final Quiet quiet = new Quiet();
  private final HikariDataSource sessions = MigratedDatabase.create().sessions();
  private final SimulatedChain chain = new SimulatedChain(1, new Random(3));

  @AfterEach
  void end() {
    sessions.close();
    quiet.close();
  }

  @Test
  @DisplayName("H-13 with one node and one witness alive, they are found, whichever they are")
  void everyPairComesUp() {
    everyPairComesUp(1, 3);
    everyPairComesUp(2, 2);
    everyPairComesUp(2, 4);
    everyPairComesUp(3, 1);
  }

  private void everyPairComesUp(int nodes, int witnesses) {
    for (int node = 0; node < nodes; node++) {
      for (int witness = 0; witness < witnesses; witness++) {
        chain.extend(1);
        SimulatedFollower follower =
            SimulatedFollower.witnessed(
                sessions,
                Optional.empty(),
                chain.deployment(),
                oneAlive(nodes, node),
                oneAlive(witnesses, witness));
        for (int looks = 0; looks < nodes * witnesses; looks++) {
          follower.look();
        }
        assertThat(follower.follows(chain.canonical().getLast().self()))
            .as("node %d of %d, witness %d of %d: %s", node, nodes, witness, witnesses, follower)
            .isTrue();
      }
    }
  }

  @Test
  @DisplayName("H-13 a node that stays at our head for ever is left for one that has more")
  void aNodeThatIsStuckAtOurHeadIsLeft() {
    var stuck = new SimulatedChain(1, new Random(3));
    SimulatedFollower follower = over(node(stuck), node(chain));
    for (int looks = 0; looks < QUIET_LOOKS; looks++) {
      follower.look();
    }
    chain.extend(3);
    for (int looks = 0; looks < QUIET_LOOKS; looks++) {
      follower.look();
    }
    assertThat(follower.follows(chain.canonical().getLast().self())).as("%s", follower).isTrue();
    assertThat(follower.failures()).isZero();
  }

  @Test
  @DisplayName("H-13 while the preferred node tells of new blocks, no other is asked")
  void aNodeThatGoesOnIsStayedWith() {
    var asked = new AtomicInteger();
    Transport other =
        request -> {
          asked.incrementAndGet();
          return node(chain).post(request);
        };
    SimulatedFollower follower = over(node(chain), other);
    for (int looks = 0; looks < 2 * QUIET_LOOKS; looks++) {
      if (looks % 50 == 0) {
        chain.extend(1);
      }
      follower.look();
    }
    assertThat(asked).hasValue(0);
  }

  private SimulatedFollower over(Transport... nodes) {
    return SimulatedFollower.over(
        sessions,
        chain.deployment(),
        List.of(nodes),
        new Finality.Depth(10),
        DeepReorganisation.HALT);
  }

  private static SimulatedNode node(SimulatedChain of) {
    return new SimulatedNode(of, 1, ANYTHING);
  }

  private List<SimulatedNode> oneAlive(int count, int alive) {
    return IntStream.range(0, count)
        .mapToObj(number -> {
          var node = new SimulatedNode(chain, number, ANYTHING);
          node.behave(0, number == alive ? Set.of() : Set.of(Fault.GONE), 1);
          return node;
        })
        .toList();
  }
}
