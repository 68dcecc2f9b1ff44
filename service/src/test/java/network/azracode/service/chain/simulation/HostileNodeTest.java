// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import network.azracode.sdk.ledger.Finality;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.LogProof;
import network.azracode.service.chain.follow.SimulatedFollower;
import network.azracode.service.chain.simulation.ScriptedNode.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** A provider that was honest until the follower stood at its head, and then is not. */
@DisplayName(
    "H-51 S05 S06 a node that turns hostile is refused, counted and told, and no row is wrong")
class HostileNodeTest extends FollowedProvider {
  private static final int MOST_LOOKS = 60;
  private static final int BLOCKS = 20;
  private static final int DEEP = Integer.getInteger("azra.hostile.depth", 400);

  HostileNodeTest() {
    super(MOST_LOOKS);
  }

  @Override
  ScriptedNode scripted() {
    return new ScriptedNode(9, BLOCKS);
  }

  @Override
  SimulatedFollower following() {
    return follower(LogProof.BLOOM, DeepReorganisation.HALT);
  }

  @BeforeEach
  void standAtItsHead() throws SQLException {
    assertTheTablesEndAsTheChain();
  }

  static Stream<Arguments> lies() {
    return Stream.of(
        Arguments.of("a time before its parent's", "timestamp", "0x1", "ledger.refused"),
        Arguments.of("a number of another block", "number", "0x7", "rpc.malformed"),
        Arguments.of("a number beyond any", "number", "0x7fffffffffffffff", "rpc.malformed"),
        Arguments.of(
            "a parent that nobody knows", "parentHash", "0x" + "ee".repeat(32), "ledger.conflict"),
        Arguments.of("no number", "number", "0x", "rpc.malformed"),
        Arguments.of("a bloom of zeros", "logsBloom", "0x" + "00".repeat(256), "chain.refused"),
        Arguments.of("a bloom of ones", "logsBloom", "0x" + "ff".repeat(256), "chain.refused"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lies")
  void aNewBlockWithALieInItsHeaderIsNotWritten(String lie, String field, String value, String code)
      throws SQLException {
    untilABlockSpeaksOfUs();
    String latest = "\"number\":\"%s\"".formatted(SimulatedBlock.hex(node.chain().latest()));
    boolean receipts = lie.startsWith("a bloom of ones");
    node.says(request ->
        receipts && asksFor(request, "eth_getBlockReceipts")
            ? Answer.of("{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":[]}")
            : eachHeader(
                request, header -> spoiled(header, latest, object -> with(object, field, value))));
    assertNothingChanges(code);
    assertThat(follower.refusals(code)).isPositive();
    node.says(request -> Answer.honest());
    assertTheTablesEndAsTheChain();
  }

  @Test
  void aLatestBlockBelowOurHeadIsNoLookThatSucceeded() throws SQLException {
    Map<String, String> before = followed.digests();
    node.chain().extend(1);
    String latest = "\"number\":\"%s\"".formatted(SimulatedBlock.hex(node.chain().latest()));
    node.says(request ->
        Answer.of(
            spoiled(node.honestly(request), latest, object -> with(object, "number", "0x7"))));
    String report = follower.toString();
    follower.pass(Duration.ofSeconds(90));
    follower.look();
    assertThat(followed.digests()).isEqualTo(before);
    assertThat(lookedAt(follower.toString())).isEqualTo(lookedAt(report));
    node.says(request -> Answer.honest());
    assertTheTablesEndAsTheChain();
  }

  @Test
  @DisplayName("H-66 the block before, told in place of our head, makes the follower leave nothing")
  void theBlockBeforeInPlaceOfOurHeadLeavesNothing() throws SQLException {
    String head = SimulatedBlock.hex(node.chain().latest());
    String parent = SimulatedBlock.hex(node.chain().latest() - 1);
    node.says(request ->
        request.isArray()
            ? Answer.of(
                node.eachOf(
                    request,
                    call ->
                        call.at("/params/0").asString().equals(head)
                            ? Answer.of(node.honestly(about(parent, call)))
                            : Answer.honest()))
            : Answer.honest());
    assertNothingChanges("rpc.malformed");
    node.says(request -> Answer.honest());
    assertTheTablesEndAsTheChain();
  }

  @Test
  void anotherChainBehindTheSameUrlFromOneLookToTheNextIsNotFollowed() throws SQLException {
    Map<String, String> before = followed.digests();
    try (ScriptedNode other = new ScriptedNode(77, BLOCKS + 5)) {
      other.chain().cutTo(0);
      other.chain().extend(BLOCKS + 5);
      node.says(request -> Answer.of(other.honestly(request)));
      for (int looks = 0; looks < 10; looks++) {
        follower.look();
      }
      assertThat(follower.isHalted()).as("%s", follower).isTrue();
      assertThat(follower.toString()).contains("chain.unrelated");
      assertThat(followed.digests()).isEqualTo(before);
    }
    node.says(request -> Answer.honest());
    assertTheTablesEndAsTheChain();
  }

  @Test
  void otherPlacesForLogsAreNotBelievedWhereReceiptsProve() throws SQLException {
    follower.close();
    follower = follower(LogProof.RECEIPTS, DeepReorganisation.HALT);
    node.chain().extend(5);
    node.says(request ->
        asksFor(request, "eth_getLogs")
            ? Answer.of(
                node.honestly(request)
                    .replaceAll("\"logIndex\":\"0x(.)\"", "\"logIndex\":\"0x1$1\""))
            : Answer.honest());
    assertTheTablesEndAsTheChain();
    assertThat(follower.refusals("chain.refused")).isPositive();
  }

  @Test
  @DisplayName("H-51 S04 logs of strangers, and logs told twice, lead to the rows of the chain")
  void logsOfStrangersTwiceAndOfOtherBranchesLeadToTheRowsOfTheChain() throws SQLException {
    node.chain().extend(5);
    AtomicInteger times = new AtomicInteger();
    node.says(request ->
        asksFor(request, "eth_getLogs")
            ? Answer.of(
                node.honestly(request)
                    .replaceFirst(
                        times.incrementAndGet() % 2 == 0
                            ? Happenings.REGISTRY.toString()
                            : Happenings.SETTLEMENT.toString(),
                        Happenings.STRANGER.toString())
                    .replaceFirst("\\[(\\{.*?\\})", "[$1,$1"))
            : Answer.honest());
    assertTheTablesEndAsTheChain();
  }

  @Test
  @DisplayName("H-51 S02 S03 a node on another branch at each look leaves nothing behind")
  void aNodeThatIsOnAnotherBranchAtEachLookLeavesNothingBehind() throws SQLException {
    for (int flips = 0; flips < 15; flips++) {
      List<SimulatedBlock> one = node.chain().canonical();
      node.chain().cutTo(node.chain().latest() - 3);
      node.chain().extend(3);
      follower.look();
      follower.look();
      node.chain().flipTo(one);
      follower.look();
      assertThat(blocks()).isLessThanOrEqualTo(node.chain().highest());
    }
    assertTheTablesEndAsTheChain();
  }

  @Test
  @DisplayName("H-22 a host that the node does not know is refused by HTTP 403, as Besu does")
  void aHostThatIsNotAllowedIsAFailureOfTheNode() throws SQLException {
    node.chain().extend(1);
    node.says(request -> Answer.status(403));
    assertNothingChanges("rpc.unreachable");
    node.says(request -> Answer.honest());
    assertTheTablesEndAsTheChain();
    assertThat(follower.refusals()).isZero();
  }

  @Test
  @DisplayName("H-69 a range that is too wide is asked for in halves, and nobody is said to lie")
  void aLimitOfRangesIsNoLie() throws SQLException {
    node.chain().extend(30);
    node.says(request ->
        asksFor(request, "eth_getLogs")
                && !request.at("/params/0/fromBlock").equals(request.at("/params/0/toBlock"))
            ? Answer.error(request, -32005, "Requested range exceeds maximum RPC range limit")
            : Answer.honest());
    assertTheTablesEndAsTheChain();
    assertThat(follower.refusals()).isZero();
  }

  @Test
  @DisplayName("H-69 a lie about the logs of one block is counted, although receipts mend it")
  void aLieThatReceiptsMendIsCounted() throws SQLException {
    untilABlockSpeaksOfUs();
    node.says(request ->
        asksFor(request, "eth_getLogs")
            ? Answer.of(node.honestly(request).replace("\"removed\":false", "\"removed\":true"))
            : Answer.honest());
    assertTheTablesEndAsTheChain();
    assertThat(follower.refusals("chain.refused")).isPositive();
  }

  @Test
  @DisplayName("H-22 a chain whose headers say nothing of logs is followed with a witness")
  void bloomsOfZerosAreFollowedWithAWitness() throws SQLException {
    String zeros = "\"logsBloom\":\"0x%s\"".formatted("00".repeat(256));
    try (ScriptedNode witness = node.another()) {
      node.chain().extend(10);
      for (ScriptedNode each : List.of(node, witness)) {
        each.says(request ->
            Answer.of(each.honestly(request).replaceAll("\"logsBloom\":\"[^\"]*\"", zeros)));
      }
      follower.close();
      follower = follower(LogProof.WITNESS, DeepReorganisation.HALT, witness.url());
      assertTheTablesEndAsTheChain();
    }
  }

  @Test
  void aVeryDeepReorganisationIsHealed() throws SQLException {
    follower.close();
    follower = follower(LogProof.BLOOM, DeepReorganisation.HEAL);
    node.chain().extend(DEEP);
    assertTheTablesEndAsTheChain();
    node.chain().cutTo(2);
    node.chain().extend(DEEP + BLOCKS);
    assertTheTablesEndAsTheChain();
    assertThat(followed.deepReorganisations()).isEqualTo(1);
  }

  @Test
  void aForkThatIsFarDownIsFoundWithFewQuestions() throws SQLException {
    node.chain().extend(DEEP);
    assertTheTablesEndAsTheChain();
    node.chain().cutTo(2);
    node.chain().extend(DEEP + BLOCKS);
    int before = node.calls("eth_getBlockByNumber");
    follower.look();
    assertThat(follower.toString()).contains("chain.deep-reorganisation", "to 2 ");
    assertThat(node.calls("eth_getBlockByNumber") - before).isLessThan(130);
  }

  @Test
  void aLaggardBehindAFinalBlockIsWaitedForAlsoWhereHealingIsAllowed() throws SQLException {
    follower.close();
    follower = follower(LogProof.BLOOM, DeepReorganisation.HEAL);
    assertTheTablesEndAsTheChain();
    Map<String, String> before = followed.digests();
    try (ScriptedNode behind = new ScriptedNode(9, BLOCKS - 12)) {
      node.says(request -> Answer.of(behind.honestly(request)));
      for (int looks = 0; looks < 8; looks++) {
        follower.look();
      }
    }
    assertThat(followed.digests()).isEqualTo(before);
    assertThat(followed.deepReorganisations()).isZero();
    node.says(request -> Answer.honest());
    assertTheTablesEndAsTheChain();
  }

  private void untilABlockSpeaksOfUs() throws SQLException {
    node.chain().extend(1);
    while (node.chain().canonical().getLast().logs().stream()
        .allMatch(log ->
            log.contract().equals(Happenings.TOKEN)
                || log.contract().equals(Happenings.STRANGER))) {
      assertTheTablesEndAsTheChain();
      node.chain().extend(1);
    }
  }

  /** The lie is in what is told of a block by its number, not in what is called the latest. */
  private Answer eachHeader(JsonNode request, UnaryOperator<String> lie) {
    return request.isArray()
        ? Answer.of(
            node.eachOf(
                request,
                call ->
                    call.at("/params/0").asString().equals("latest")
                        ? Answer.honest()
                        : Answer.of(lie.apply(node.honestly(call)))))
        : Answer.of(lie.apply(node.honestly(request)));
  }

  private static JsonNode about(String block, JsonNode call) {
    JsonNode copy = call.deepCopy();
    ((ArrayNode) copy.get("params")).set(0, block);
    return copy;
  }

  private static String lookedAt(String report) {
    return report.replaceAll(".*lookedAt=", "");
  }

  private SimulatedFollower follower(LogProof proof, DeepReorganisation deep, URI... witnesses) {
    return follower(new Finality.Depth(8), deep, proof, witnesses);
  }

  /** For as long as it lies, with the reason told and every answer counted. */
  private void assertNothingChanges(String code) throws SQLException {
    Map<String, String> before = followed.digests();
    for (int looks = 0; looks < 5; looks++) {
      follower.look();
    }
    assertThat(followed.digests()).isEqualTo(before);
    assertThat(follower.toString()).contains("failing", code);
    assertThat(follower.failures()).isPositive();
  }

  /** Each result that has this mark, spoiled. */
  private static String spoiled(String answer, String mark, UnaryOperator<String> lie) {
    return Pattern.compile("\\{[^{}]*" + Pattern.quote(mark) + "[^{}]*\\}")
        .matcher(answer)
        .replaceAll((MatchResult header) -> lie.apply(header.group()));
  }

  private static String with(String object, String field, String value) {
    return object.replaceAll(
        "\"%s\":\"[^\"]*\"".formatted(field), "\"%s\":\"%s\"".formatted(field, value));
  }
}
