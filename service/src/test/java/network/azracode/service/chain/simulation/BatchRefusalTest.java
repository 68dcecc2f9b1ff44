// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import network.azracode.sdk.ledger.Finality;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.LogProof;
import network.azracode.service.chain.follow.SimulatedFollower;
import network.azracode.service.chain.simulation.ScriptedNode.Answer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Batches that a node refuses by an array, where the largest is asked for: at a deep fork. */
@DisplayName("H-22 a batch that is refused within an array is asked for in halves")
class BatchRefusalTest extends FollowedProvider {
  private static final int BLOCKS = 40;
  private static final int MOST_CALLS = 10;

  BatchRefusalTest() {
    super(BLOCKS);
  }

  @Override
  ScriptedNode scripted() {
    return new ScriptedNode(3, BLOCKS);
  }

  @Override
  SimulatedFollower following() {
    return follower(new Finality.Tag(), DeepReorganisation.HALT, LogProof.BLOOM);
  }

  static Stream<Arguments> forms() {
    return Stream.of(
        Arguments.of("geth", "0", -32600, "batch too large"),
        Arguments.of("erigon", "null", -32000, "batch limit 10 exceeded: 40 requests received"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void aDeepForkIsFoundWhereOneErrorIsAllThatIsInTheArray(
      String provider, String id, int code, String message) throws SQLException {
    node.says(request ->
        request.isArray() && request.size() > MOST_CALLS
            ? Answer.of("[" + error(id, code, message) + "]")
            : Answer.honest());
    assertADeepForkIsFollowed();
  }

  @Test
  void aDeepForkIsFoundWhereAllAnswersOverALimitOfSizeAreErrors() throws SQLException {
    node.says(request ->
        request.isArray()
            ? Answer.of(cutShort(request, -32003, "response too large"))
            : Answer.honest());
    assertADeepForkIsFollowed();
  }

  private void assertADeepForkIsFollowed() throws SQLException {
    assertTheTablesEndAsTheChain();
    node.chain().cutTo(BLOCKS / 4);
    node.chain().extend(BLOCKS);
    assertTheTablesEndAsTheChain();
    assertThat(followed.deepReorganisations()).isZero();
  }

  private String cutShort(JsonNode batch, int code, String message) {
    List<String> answers = new ArrayList<>();
    for (JsonNode call : batch) {
      answers.add(
          answers.size() < MOST_CALLS
              ? node.honestly(call)
              : error(call.get("id").toString(), code, message));
    }
    return answers.stream().collect(Collectors.joining(",", "[", "]"));
  }

  private static String error(String id, int code, String message) {
    return "{\"jsonrpc\":\"2.0\",\"id\":%s,\"error\":{\"code\":%d,\"message\":\"%s\"}}"
        .formatted(id, code, message);
  }
}
