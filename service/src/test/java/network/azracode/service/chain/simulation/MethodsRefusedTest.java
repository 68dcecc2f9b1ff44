// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import network.azracode.sdk.ledger.Finality;
import network.azracode.service.chain.ChainProperties;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.LogProof;
import network.azracode.service.chain.follow.SimulatedFollower;
import network.azracode.service.chain.simulation.ScriptedNode.Answer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a node does not offer, where receipts of every block that concerns us are asked for. */
@DisplayName("H-22 what a node does not offer is done without")
class MethodsRefusedTest extends FollowedProvider {
  private static final int BLOCKS = 40;
  private static final String RECEIPTS = "eth_getBlockReceipts";
  private static final String RECEIPT = "eth_getTransactionReceipt";

  MethodsRefusedTest() {
    super(BLOCKS);
  }

  @Override
  ScriptedNode scripted() {
    return new ScriptedNode(6, BLOCKS);
  }

  @Override
  SimulatedFollower following() {
    return follower(new Finality.Depth(10), DeepReorganisation.HALT, LogProof.RECEIPTS);
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        refusal("one object", (node, batch) -> Answer.error(batch, -32600, "Invalid Request")),
        refusal(
            "an error each",
            (node, batch) ->
                Answer.of(
                    node.eachOf(
                        batch, call -> Answer.error(call, -32601, "not available in a batch")))),
        refusal(
            "HTTP 400",
            (node, batch) ->
                new Answer(
                    400, Map.of(), Answer.error(batch, -32600, "Invalid Request").body(), false)),
        refusal("HTTP 500", (node, batch) -> Answer.status(500)));
  }

  @ParameterizedTest(name = "by {0}")
  @MethodSource("refusals")
  @DisplayName("H-22 where batches of receipts are refused, they are asked for block by block")
  void batchesOfReceiptsAreRefused(String how, BiFunction<ScriptedNode, JsonNode, Answer> refusal)
      throws SQLException {
    node.says(request ->
        request.isArray() && request.get(0).get("method").asString().equals(RECEIPTS)
            ? refusal.apply(node, request)
            : Answer.honest());
    assertTheTablesEndAsTheChain();
    assertThat(node.calls(RECEIPTS)).isPositive();
    assertThat(node.calls(RECEIPT)).isZero();
    assertThat(node.calls("eth_getLogs")).as("the range was not halved for it").isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"eth_getLogs", RECEIPTS, "eth_getLogs and " + RECEIPTS})
  @DisplayName("H-22 a method that Besu has not enabled, -32604, is done without")
  void aMethodThatIsNotEnabled(String methods) throws SQLException {
    Set<String> off = Set.of(methods.split(" and "));
    node.says(request ->
        request.isArray()
            ? Answer.of(node.eachOf(request, call -> unlessOff(off, call)))
            : unlessOff(off, request));
    assertTheTablesEndAsTheChain();
    assertThat(node.calls(RECEIPT) > 0).isEqualTo(off.contains(RECEIPTS));
  }

  @Test
  @DisplayName(
      "H-68 a receipt that one node has no answer for, it is so large, another one is asked")
  void aReceiptThatIsTooLargeIsAskedOfAnother() throws SQLException {
    node.says(MethodsRefusedTest::tooLargeForReceipts);
    try (ScriptedNode other = node.another()) {
      follower.close();
      follower =
          follower(
              node,
              new ChainProperties(
                  List.of(node.url(), other.url()),
                  false,
                  new Finality.Depth(10),
                  DeepReorganisation.HALT,
                  LogProof.RECEIPTS,
                  List.of(),
                  1));
      assertTheTablesEndAsTheChain();
      assertThat(node.calls(RECEIPT)).isPositive();
    }
  }

  @Test
  @DisplayName("H-68 where no node has, that is the trouble that is told, until one has")
  void aReceiptThatIsTooLargeForAllIsTold() throws SQLException {
    node.says(MethodsRefusedTest::tooLargeForReceipts);
    for (int looks = 0; looks < 3; looks++) {
      follower.look();
      assertThat(follower.toString())
          .contains("state=failing")
          .contains("trouble=Optional[rpc.too-large: a receipt of block 0x");
    }
    assertThat(follower.refusals()).as("said to lie").isZero();
    node.says(request -> Answer.honest());
    assertTheTablesEndAsTheChain();
  }

  private static Answer tooLargeForReceipts(JsonNode request) {
    String method = (request.isArray() ? request.get(0) : request).get("method").asString();
    return Set.of(RECEIPTS, RECEIPT).contains(method) ? Answer.status(413) : Answer.honest();
  }

  private static Answer unlessOff(Set<String> off, JsonNode call) {
    return off.contains(call.get("method").asString())
        ? Answer.error(call, -32604, "Method not enabled")
        : Answer.honest();
  }

  private static Arguments refusal(String how, BiFunction<ScriptedNode, JsonNode, Answer> refusal) {
    return Arguments.of(how, refusal);
  }
}
