// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import network.azracode.sdk.ledger.Finality;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.LogProof;
import network.azracode.service.chain.follow.SimulatedFollower;
import network.azracode.service.chain.simulation.ScriptedNode.Answer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A cache that gives the answer before again. */
class RepeatedPageTest extends FollowedProvider {
  private static final int BLOCKS = 40;
  private static final int MOST_BLOCKS_AT_ONCE = 8;
  private static final int MOST_LOOKS = 40;

  RepeatedPageTest() {
    super(MOST_LOOKS);
  }

  @Override
  ScriptedNode scripted() {
    return new ScriptedNode(3, BLOCKS);
  }

  @Override
  SimulatedFollower following() {
    return follower(new Finality.Tag(), DeepReorganisation.HALT, LogProof.BLOOM);
  }

  @Test
  @DisplayName("H-10 S04 the logs of the range before, told once more for the next, are refused")
  void thePageBeforeIsRefused() throws SQLException {
    Set<Long> spoiled = ConcurrentHashMap.newKeySet();
    AtomicInteger repeated = new AtomicInteger();
    node.says(request -> {
      if (!asksFor(request, "eth_getLogs")) {
        return Answer.honest();
      }
      long from = number(request.at("/params/0/fromBlock"));
      long blocks = number(request.at("/params/0/toBlock")) - from + 1;
      if (blocks > MOST_BLOCKS_AT_ONCE) {
        return Answer.error(request, -32005, "Requested range exceeds maximum RPC range limit");
      }
      if (from <= blocks || !spoiled.add(from)) {
        return Answer.honest();
      }
      String before = node.honestly(about(request, from - blocks, from - 1));
      repeated.addAndGet(before.contains("logIndex") ? 1 : 0);
      return Answer.of(before);
    });
    assertTheTablesEndAsTheChain();
    assertThat(repeated).hasPositiveValue();
    assertThat(follower.refusals("chain.refused")).isPositive();
  }

  private static JsonNode about(JsonNode request, long from, long to) {
    JsonNode copy = request.deepCopy();
    ((ObjectNode) copy.at("/params/0"))
        .put("fromBlock", SimulatedBlock.hex(from))
        .put("toBlock", SimulatedBlock.hex(to));
    return copy;
  }

  private static long number(JsonNode hex) {
    return Long.decode(hex.asString());
  }
}
