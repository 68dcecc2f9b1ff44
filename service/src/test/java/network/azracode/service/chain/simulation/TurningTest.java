// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import network.azracode.service.chain.follow.SimulatedFollower;
import network.azracode.service.testing.MigratedDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Of several nodes and witnesses only some are of use. */
class TurningTest {
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
