// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.follow.SimulatedFollower;
import network.azracode.service.chain.rpc.BlockReference;
import network.azracode.service.chain.rpc.Transport;
import network.azracode.service.testing.MigratedDatabase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A chain of which only the first and the last block speak of us; those between are made up. */
class GapTest {
  private static final int GAP = Integer.getInteger("azra.gap.blocks", 50_000);
  private static final int HEADERS_AT_ONCE = 100;
  private static final int MOST_LOOKS = 50;
  private static final JsonMapper JSON = new JsonMapper();
  private static final String EMPTY_BLOOM = "00".repeat(256);

  private final SimulatedChain chain = new SimulatedChain(1, new Random(1));
  private final SimulatedBlock first = speaking(1, chain.genesis());
  private final SimulatedBlock last = speaking(GAP + 2, hash(GAP + 1));
  private final AtomicInteger requests = new AtomicInteger();

  @Test
  @DisplayName("H-79 S10 a gap of many empty blocks is crossed, block by block, with few requests")
  void aGapIsCrossed() {
    MigratedDatabase database = MigratedDatabase.create();
    try (HikariDataSource sessions = database.sessions()) {
      SimulatedFollower follower =
          SimulatedFollower.over(
              sessions,
              chain.deployment(),
              List.of(node()),
              new Finality.Depth(10),
              DeepReorganisation.HALT);
      for (int looks = 0; looks < MOST_LOOKS && !follower.follows(last.self()); looks++) {
        follower.look();
      }
      assertThat(follower.follows(last.self())).as("%s", follower).isTrue();
    }
    assertThat(count(database, "blocks")).isEqualTo(GAP + 2);
    assertThat(count(database, "node_ownerships")).isEqualTo(2);
    assertThat(requests).hasValueLessThan(GAP / HEADERS_AT_ONCE * 5 / 4);
  }

  private Transport node() {
    return request -> {
      requests.incrementAndGet();
      JsonNode body = JSON.readTree(request);
      String answer =
          body.isArray()
              ? body.values().stream().map(this::reply).collect(Collectors.joining(",", "[", "]"))
              : reply(body);
      return new ByteArrayInputStream(answer.getBytes(UTF_8));
    };
  }

  private String reply(JsonNode call) {
    JsonNode about = call.get("params").path(0);
    String result =
        switch (call.get("method").asString()) {
          case "eth_chainId" -> "\"" + SimulatedBlock.hex(SimulatedNode.CHAIN_ID) + "\"";
          case "eth_getLogs" ->
              logs(
                  Long.decode(about.get("fromBlock").asString()),
                  Long.decode(about.get("toBlock").asString()));
          default ->
              header(
                  about.asString().equals("latest")
                      ? last.number()
                      : Long.decode(about.asString()));
        };
    return "{\"id\":" + call.get("id") + ",\"result\":" + result + "}";
  }

  private String logs(long from, long to) {
    return Stream.of(first, last)
        .filter(block -> from <= block.number() && block.number() <= to)
        .flatMap(block -> block.logs().stream())
        .map(SimulatedBlock::logJson)
        .collect(Collectors.joining(",", "[", "]"));
  }

  private String header(long number) {
    if (number == 0) {
      return chain.canonical().getFirst().headerJson();
    }
    if (number == first.number() || number == last.number()) {
      return (number == first.number() ? first : last).headerJson();
    }
    return number > last.number()
        ? "null"
        : """
        {"number":"%s","hash":"%s","parentHash":"%s","timestamp":"%s","receiptsRoot":"%s",\
        "logsBloom":"0x%s"}\
        """
            .formatted(
                SimulatedBlock.hex(number),
                hash(number),
                hash(number - 1),
                SimulatedBlock.hex(first.header().time()),
                Bytes32.ZERO,
                EMPTY_BLOOM);
  }

  private Bytes32 hash(long number) {
    return number == first.number() ? first.header().hash() : Happenings.hash("gap", number);
  }

  private static SimulatedBlock speaking(long number, Bytes32 parent) {
    return new SimulatedBlock(
        new BlockReference(number, Happenings.hash("speaking", number)),
        parent,
        2_000,
        World.empty(),
        List.of(Happenings.nodeRegistered(number)));
  }

  private static long count(MigratedDatabase database, String table) {
    return database.jdbc().sql("SELECT count(*) FROM " + table).query(Long.class).single();
  }
}
