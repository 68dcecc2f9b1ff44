// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import network.azracode.sdk.ledger.Finality;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.LogProof;
import network.azracode.service.chain.follow.SimulatedFollower;
import network.azracode.service.chain.simulation.ScriptedNode.Answer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A chain that does not wait until it was read. */
@DisplayName("H-79 S10 a head that moves while ranges are read")
class CatchUpTest extends FollowedProvider {
  private static final int BLOCKS = 40;
  private static final int MOST_BLOCKS_AT_ONCE = 5;
  private static final int MOVES = 6;
  private static final int MOST_LOOKS = 40;

  private final AtomicInteger moves = new AtomicInteger();

  CatchUpTest() {
    super(MOST_LOOKS);
  }

  @Override
  ScriptedNode scripted() {
    return new ScriptedNode(5, BLOCKS);
  }

  @Override
  SimulatedFollower following() {
    return follower(new Finality.Tag(), DeepReorganisation.HALT, LogProof.BLOOM);
  }

  @Test
  @DisplayName("H-79 S10 new blocks on top of a head that is not reached yet are followed too")
  void newBlocksAreFollowedToo() throws SQLException {
    assertTheTablesEndAsTheChainWhile(() -> node.chain().extend(2));
    assertThat(blocks()).isEqualTo(BLOCKS + 2 * MOVES + 1);
  }

  @Test
  @DisplayName("H-79 S10 blocks that are replaced between two ranges leave nothing behind")
  void blocksThatAreReplacedLeaveNothingBehind() throws SQLException {
    assertTheTablesEndAsTheChainWhile(() -> {
      node.chain().cutTo(node.chain().latest() - BLOCKS / 2);
      node.chain().extend(BLOCKS / 2 + 1);
    });
    assertThat(blocks()).isEqualTo(BLOCKS + MOVES + 1);
  }

  /**
   * It moves before each of the first answers about logs. Calls are taken one at a time, as the
   * chain is not made to be read and changed at once.
   */
  private void assertTheTablesEndAsTheChainWhile(Runnable move) throws SQLException {
    moves.set(0);
    Object oneAtATime = new Object();
    node.says(request -> {
      synchronized (oneAtATime) {
        if (!asksFor(request, "eth_getLogs")) {
          return Answer.of(node.honestly(request));
        }
        if (isTooWide(request)) {
          return Answer.error(request, -32005, "Requested range exceeds maximum RPC range limit");
        }
        if (moves.get() < MOVES) {
          moves.incrementAndGet();
          move.run();
        }
        return Answer.of(node.honestly(request));
      }
    });
    for (int looks = 0; looks < MOST_LOOKS && moves.get() < MOVES; looks++) {
      follower.look();
    }
    assertThat(moves).hasValue(MOVES);
    assertTheTablesEndAsTheChain();
  }

  private static boolean isTooWide(JsonNode request) {
    JsonNode filter = request.at("/params/0");
    return number(filter.get("toBlock")) - number(filter.get("fromBlock")) >= MOST_BLOCKS_AT_ONCE;
  }

  private static long number(JsonNode hex) {
    return Long.decode(hex.asString());
  }
}
