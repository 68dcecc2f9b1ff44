// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.service.chain.LogProof;
import network.azracode.service.chain.range.RangeReader;
import network.azracode.service.chain.range.VerifiedRange;
import network.azracode.service.chain.rpc.BlockReference;
import network.azracode.service.chain.rpc.ChainLog;
import network.azracode.service.chain.rpc.ChainSources;
import network.azracode.service.chain.simulation.ScriptedNode.Answer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Four blocks of 10,001 logs each, all of the same topics, which leave their blooms nearly empty.
 */
class DenseRangeTest {
  private static final int LOGS = 10_001;
  private static final int BLOCKS = 4;

  private final ScriptedNode node = new ScriptedNode(1, 0);
  private final List<SimulatedBlock> blocks = blocks();
  private final List<String> logs = blocks.stream().map(DenseRangeTest::logs).toList();
  private final List<List<Long>> asked = Collections.synchronizedList(new ArrayList<>());

  @Test
  @DisplayName("H-22 several blocks with more than 40,000 logs of ours are asked for in halves")
  void moreThanIsReadAtOnceIsHalved() {
    node.says(request ->
        request.isArray() ? Answer.of(node.eachOf(request, this::reply)) : reply(request));
    List<VerifiedRange> ranges = new ArrayList<>();
    try (node;
        ChainSources sources = new ChainSources(List.of(node.url()), node.deployment())) {
      new RangeReader(node.deployment(), LogProof.BLOOM, failure -> {}, true)
          .read(sources.current(), Optional.empty(), 1, BLOCKS, Function.identity(), ranges::add);
    }
    assertThat(asked).startsWith(List.of(1L, 4L)).contains(List.of(1L, 2L));
    List<ChainLog> read = ranges.stream().flatMap(range -> range.logs().stream()).toList();
    assertThat(read).hasSize(BLOCKS * LOGS);
    assertThat(read.getLast().index()).isEqualTo(LOGS - 1);
    assertThat(ranges).allMatch(range -> range.headers().size() <= BLOCKS / 2);
  }

  private Answer reply(JsonNode call) {
    JsonNode about = call.get("params").path(0);
    if (call.get("method").asString().equals("eth_getLogs")) {
      long from = Long.decode(about.get("fromBlock").asString());
      long to = Long.decode(about.get("toBlock").asString());
      asked.add(List.of(from, to));
      return result(call, "[" + String.join(",", logs.subList((int) from - 1, (int) to)) + "]");
    }
    return call.get("method").asString().equals("eth_getBlockByNumber")
            && Long.decode(about.asString()) > 0
        ? result(call, blocks.get((int) (Long.decode(about.asString()) - 1)).headerJson())
        : Answer.honest();
  }

  private static Answer result(JsonNode call, String json) {
    return Answer.of("{\"id\":" + call.get("id") + ",\"result\":" + json + "}");
  }

  private List<SimulatedBlock> blocks() {
    List<SimulatedBlock> made = new ArrayList<>();
    Bytes32 parent = node.chain().genesis();
    for (long number = 1; number <= BLOCKS; number++) {
      var self = new BlockReference(number, Happenings.hash("dense", number));
      made.add(
          new SimulatedBlock(
              self, parent, 2_000, World.empty(), List.of(Happenings.stakeAdded(1, 5))));
      parent = self.hash();
    }
    return made;
  }

  /** Its one log again and again, at other places: the bloom does not tell how often. */
  private static String logs(SimulatedBlock block) {
    String one = SimulatedBlock.logJson(block.logs().getFirst());
    return IntStream.range(0, LOGS)
        .mapToObj(index ->
            one.replace(
                "\"logIndex\":\"0x0\"", "\"logIndex\":\"" + SimulatedBlock.hex(index) + "\""))
        .collect(Collectors.joining(","));
  }
}
