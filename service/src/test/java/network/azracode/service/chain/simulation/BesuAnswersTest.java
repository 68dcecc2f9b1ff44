// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import network.azracode.sdk.ledger.Finality;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.LogProof;
import network.azracode.service.chain.follow.SimulatedFollower;
import network.azracode.service.chain.simulation.ScriptedNode.Answer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Besu on QBFT: no tags, headers with the validators' seals, stack traces for messages. */
@DisplayName("H-22 what Besu answers")
class BesuAnswersTest extends FollowedProvider {
  private static final int BLOCKS = 20;
  private static final int MOST_LOOKS = 40;
  private static final Set<String> TAGS = Set.of("safe", "finalized");
  private static final String CANARY = "canary";

  /** What an operator still wants to read of it is at its beginning. */
  private static final String TRACE =
      "Internal error: java.lang.IllegalStateException"
          + "\\n\\tat org.hyperledger.besu.Some.method(Some.java:1)".repeat(5)
          + CANARY
          + "\\n\\tat org.hyperledger.besu.Other.method(Other.java:1)".repeat(2_000);

  /** Far above what a status or a line of the log tells, far below the trace. */
  private static final int MOST_CHARACTERS = 1_000;

  private final Set<String> tagsAskedFor = ConcurrentHashMap.newKeySet();

  BesuAnswersTest() {
    super(MOST_LOOKS);
  }

  @Override
  ScriptedNode scripted() {
    return new ScriptedNode(4, BLOCKS);
  }

  @Override
  SimulatedFollower following() {
    return follower(new Finality.Tag());
  }

  @Test
  @DisplayName("H-22 headers with the seals of QBFT in extraData, beyond 32 bytes, are read")
  void extraDataHoldsSeals() throws SQLException {
    String seals =
        "\"extraData\":\"0xf87ea0" + "ab".repeat(125) + "\",\"totalDifficulty\":\"0x9\",";
    node.says(request ->
        Answer.of(node.honestly(request).replace("\"parentHash\"", seals + "\"parentHash\"")));
    assertTheTablesEndAsTheChain();
  }

  @ParameterizedTest(name = "batches: {0}")
  @ValueSource(booleans = {true, false})
  @DisplayName("H-22 where -39001 is all that is said of the tags, nothing is marked as final")
  void withoutTagsNothingIsFinal(boolean batches) throws SQLException {
    node.says(request -> withoutTags(request, batches));
    assertTheTablesEndAsTheChain();
    assertThat(tagsAskedFor).isEqualTo(TAGS);
    assertThat(finalized()).isEmpty();
  }

  @Test
  @DisplayName("H-22 with finality immediate the head is final, and no tag is asked for")
  void withImmediateFinalityTheHeadIsFinal() throws SQLException {
    follower.close();
    follower = follower(new Finality.Immediate());
    node.says(request -> withoutTags(request, true));
    assertTheTablesEndAsTheChain();
    assertThat(tagsAskedFor).isEmpty();
    assertThat(finalized()).isEqualTo(Long.toString(node.chain().latest()));
  }

  /** Where a trace may stand in an answer. */
  enum Place {
    ERROR,
    ONE_OBJECT,
    EACH_CALL,
    BODY,
    STRING,
    HTTP_500
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  @DisplayName("H-76 of a stack trace as message, -32603, only the beginning is told and logged")
  void onlyTheBeginningOfATraceIsTold(Place place) throws SQLException {
    List<String> lines;
    try (FollowersLines log = new FollowersLines()) {
      node.says(request -> traced(request, place));
      follower.look();
      follower.look();
      lines = log.all();
    }
    assertThat(follower.toString()).hasSizeLessThan(MOST_CHARACTERS).doesNotContain(CANARY);
    assertThat(lines)
        .isNotEmpty()
        .allSatisfy(
            line -> assertThat(line).hasSizeLessThan(MOST_CHARACTERS).doesNotContain(CANARY));
    node.says(request -> Answer.honest());
    assertTheTablesEndAsTheChain();
  }

  private Answer traced(JsonNode request, Place place) {
    return switch (place) {
      case ERROR -> request.isArray() ? Answer.honest() : Answer.error(request, -32603, TRACE);
      case ONE_OBJECT ->
          asksFor(request, "eth_chainId") ? Answer.honest() : Answer.error(request, -32603, TRACE);
      case EACH_CALL ->
          request.isArray()
              ? Answer.of(node.eachOf(request, call -> Answer.error(call, -32603, TRACE)))
              : Answer.honest();
      case BODY -> Answer.of(TRACE);
      case STRING -> Answer.of("\"" + TRACE + "\"");
      case HTTP_500 -> new Answer(500, Map.of(), TRACE, false);
    };
  }

  private Answer withoutTags(JsonNode request, boolean batches) {
    if (!request.isArray()) {
      return unlessTag(request);
    }
    return batches
        ? Answer.of(node.eachOf(request, this::unlessTag))
        : Answer.error(request, -32005, "Number of requests exceeds max batch size");
  }

  private Answer unlessTag(JsonNode call) {
    String block = call.at("/params/0").asString("");
    if (!TAGS.contains(block)) {
      return Answer.honest();
    }
    tagsAskedFor.add(block);
    return Answer.error(call, -39001, "Unknown block");
  }

  private SimulatedFollower follower(Finality finality) {
    tagsAskedFor.clear();
    return follower(finality, DeepReorganisation.HALT, LogProof.BLOOM);
  }

  /** The number of the final block; nothing where there is none. */
  private String finalized() throws SQLException {
    try (Statement statement = followed.connection().createStatement();
        ResultSet rows = statement.executeQuery("SELECT finalized::text FROM chain_cursor")) {
      rows.next();
      String number = rows.getString(1);
      return number == null ? "" : number;
    }
  }
}
