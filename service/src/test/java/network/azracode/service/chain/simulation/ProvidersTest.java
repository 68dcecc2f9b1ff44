// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import network.azracode.sdk.ledger.Finality;
import network.azracode.service.chain.ChainProperties;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.LogProof;
import network.azracode.service.chain.follow.SimulatedFollower;
import network.azracode.service.chain.simulation.ScriptedNode.Answer;
import network.azracode.service.chain.simulation.ScriptedNode.Script;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Providers as they are: one behaviour each, over HTTP, and the tables that come of it. */
@DisplayName("H-22 providers are followed as they are")
class ProvidersTest extends FollowedProvider {
  private static final int BLOCKS = 40;
  private static final int MOST_LOOKS = 40;
  private static final String LOGS = "eth_getLogs";

  ProvidersTest() {
    super(MOST_LOOKS);
  }

  @Override
  ScriptedNode scripted() {
    return new ScriptedNode(3, BLOCKS);
  }

  @Override
  SimulatedFollower following() {
    return follower(LogProof.BLOOM, List.of(node), List.of());
  }

  static Stream<Arguments> rangeLimits() {
    return Stream.of(
        Arguments.of("besu", -32005, "Requested range exceeds maximum RPC range limit", 16),
        Arguments.of("infura", -32602, "range exceeds limit", 10),
        Arguments.of("quicknode", -32614, "eth_getLogs is limited to a 5 range", 5),
        Arguments.of("geth", -32000, "exceed maximum block range: 8", 8),
        Arguments.of("reth, suggests the same range", -32602, "retry with the range 1-41", 7),
        Arguments.of("zksync, suggests one it refuses", -32600, "Try with [0x1, 0x20]", 4),
        Arguments.of("erigon", -32000, "query timeout exceeded", 2),
        Arguments.of("unstated", -32603, "Internal error", 1));
  }

  @ParameterizedTest
  @MethodSource("rangeLimits")
  @DisplayName("H-22 S08 a range that is too wide is halved, whatever the message")
  void aRangeThatIsTooWideIsHalvedWhateverTheMessage(
      String provider, int code, String message, int most) throws SQLException {
    node.says(request ->
        asksForLogs(request) && width(request) > most
            ? Answer.error(request, code, message)
            : Answer.honest());
    assertTheTablesEndAsTheChain();
  }

  @ParameterizedTest
  @ValueSource(ints = {413, 414, 500, 502, 504})
  @DisplayName("H-22 S08 a range that is too wide by HTTP is halved")
  void aRangeThatIsTooWideByHttpIsHalved(int status) throws SQLException {
    node.says(request ->
        asksForLogs(request) && width(request) > 3 ? Answer.status(status) : Answer.honest());
    assertTheTablesEndAsTheChain();
  }

  @Test
  void oneBlockThatIsTooLargeForItsLogsIsReadFromItsReceipts() throws SQLException {
    node.says(request ->
        asksForLogs(request)
            ? Answer.error(request, -32005, "query exceeds 20000 logs")
            : Answer.honest());
    assertTheTablesEndAsTheChain();
    assertThat(node.calls("eth_getBlockReceipts")).isPositive();
  }

  @Test
  void oneBlockThatIsTooLargeForItsReceiptsIsReadReceiptByReceipt() throws SQLException {
    node.says(request ->
        asksForLogs(request) || asksFor(request, "eth_getBlockReceipts")
            ? Answer.error(request, -32601, "the method does not exist")
            : Answer.honest());
    assertTheTablesEndAsTheChain();
    assertThat(node.calls("eth_getTransactionReceipt")).isPositive();
  }

  @Test
  @DisplayName("H-22 S07 QBFT knows no finalized block")
  void qbftKnowsNoFinalizedBlock() throws SQLException {
    node.says(request ->
        request.isArray()
            ? Answer.of(
                node.eachOf(
                    request,
                    call ->
                        List.of("safe", "finalized").contains(call.at("/params/0").asString())
                            ? Answer.error(call, -39001, "Unknown block")
                            : Answer.honest()))
            : Answer.honest());
    assertTheTablesEndAsTheChain();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 10})
  void aBatchThatIsTooLargeIsRefusedByOneObject(int most) throws SQLException {
    node.says(request ->
        request.isArray() && request.size() > most
            ? Answer.error(request, -32005, "Number of requests exceeds max batch size")
            : Answer.honest());
    assertTheTablesEndAsTheChain();
  }

  @Test
  void aBatchThatIsTooLargeIsRefusedByHttp400() throws SQLException {
    node.says(request ->
        request.isArray() && request.size() > 2
            ? new Answer(400, Map.of(), Answer.error(request, -32600, "Invalid").body(), false)
            : Answer.honest());
    assertTheTablesEndAsTheChain();
  }

  @Test
  void aBatchThatIsAnsweredInPartIsAskedForInParts() throws SQLException {
    node.says(request -> {
      if (!request.isArray() || request.size() < 3) {
        return Answer.honest();
      }
      String first = node.honestly(request.get(0));
      String second = node.honestly(request.get(1));
      return Answer.of("[" + second + "," + first + "]");
    });
    assertTheTablesEndAsTheChain();
  }

  @Test
  @DisplayName("H-22 S06 too many requests: it rests for as long as is asked for")
  void tooManyRequestsAreAReasonToRestForAsLongAsIsAskedFor() throws SQLException {
    node.says(request -> new Answer(429, Map.of("Retry-After", "7"), "slow down", false));
    assertThat(follower.look()).isEqualTo(Duration.ofSeconds(7));
    node.says(request -> new Answer(429, Map.of("Retry-After", "999999"), "go away", false));
    assertThat(follower.look()).isLessThanOrEqualTo(Duration.ofSeconds(60));
    node.says(request -> new Answer(503, Map.of("Retry-After", "3"), "maintenance", false));
    assertThat(follower.look()).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
    node.says(request -> Answer.honest());
    assertTheTablesEndAsTheChain();
  }

  @Test
  @DisplayName("H-22 S06 too many requests, without a time: it rests for a second")
  void tooManyRequestsWithoutATimeAreAReasonToRestForASecond() throws SQLException {
    node.says(request -> Answer.status(429));
    assertThat(follower.look()).isEqualTo(Duration.ofSeconds(1));
    node.says(request ->
        asksForLogs(request) ? Answer.error(request, 429, "compute units") : Answer.honest());
    assertThat(follower.look()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(node.calls(LOGS)).isEqualTo(1);
    node.says(request -> Answer.honest());
    assertTheTablesEndAsTheChain();
  }

  @Test
  void anotherNodeIsAskedWhereOneLimitsItsRequests() throws SQLException {
    node.says(request -> Answer.status(429));
    try (ScriptedNode second = node.another()) {
      follower = follower(LogProof.BLOOM, List.of(node, second), List.of());
      assertTheTablesEndAsTheChain();
    }
  }

  @Test
  @DisplayName("H-22 S06 a body that breaks off is no answer")
  void aBodyThatBreaksOffIsNoAnswer() throws SQLException {
    AtomicInteger times = new AtomicInteger();
    node.says(request ->
        times.incrementAndGet() % 5 == 0
            ? new Answer(200, Map.of(), node.honestly(request), true)
            : Answer.honest());
    assertTheTablesEndAsTheChain();
  }

  @Test
  @DisplayName("H-22 S06 an answer without end is cut off")
  void anAnswerWithoutEndIsCutOff() throws SQLException {
    String huge = "{\"id\":0,\"padding\":\"" + "x".repeat(70 << 20) + "\"}";
    node.says(
        request -> asksForLogs(request) && width(request) > 30 ? Answer.of(huge) : Answer.honest());
    assertTheTablesEndAsTheChain();
  }

  @Test
  @DisplayName("H-22 S06 deep nesting is no answer")
  void deepNestingIsNoAnswer() throws SQLException {
    String deep = "{\"id\":0,\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    node.says(request -> asksForLogs(request) ? Answer.of(deep) : Answer.honest());
    assertTheTablesEndAsTheChain();
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "1e999", "-1", "12", "\"12\"", "\"0x\"", "\"0xzz\"", "\"0x1%s\""})
  @DisplayName("H-22 S06 an odd number is no answer")
  void anOddNumberIsNoAnswer(String number) throws SQLException {
    String odd = number.formatted("0".repeat(64));
    node.says(request ->
        Answer.of(
            node.honestly(request).replaceAll("\"timestamp\":\"[^\"]*\"", "\"timestamp\":" + odd)));
    assertNothingIsWritten();
  }

  @Test
  @DisplayName("H-22 S05 another chain behind the same URL is never followed")
  void anotherChainBehindTheSameUrlIsNeverFollowed() throws SQLException {
    node.says(request ->
        asksFor(request, "eth_chainId")
            ? Answer.of("{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":\"0x8\"}")
            : Answer.honest());
    assertNothingIsWritten();
  }

  @Test
  @DisplayName("H-22 S05 a backend with a stale latest block is waited for")
  void aBackendWithAStaleLatestBlockIsWaitedFor() throws SQLException {
    assertTheTablesEndAsTheChain();
    AtomicInteger times = new AtomicInteger();
    String head = SimulatedBlock.hex(node.chain().latest());
    String before = SimulatedBlock.hex(node.chain().latest() - 1);
    node.says(request -> {
      if (!request.isArray() || times.incrementAndGet() > 1) {
        return Answer.honest();
      }
      return Answer.of(
          node.eachOf(
              request,
              call ->
                  switch (call.at("/params/0").asString()) {
                    case "latest" -> Answer.of(node.honestly(renamed(call, before)));
                    case String number when number.equals(head) ->
                        Answer.of(
                            "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":null}"
                                .formatted(call.get("id")));
                    default -> Answer.honest();
                  }));
    });
    Map<String, String> tables = followed.digests();
    follower.look();
    assertThat(followed.digests()).isEqualTo(tables);
    assertTheTablesEndAsTheChain();
  }

  @Test
  @DisplayName("H-22 S07 logs that come later than their block are not missed")
  void logsThatComeLaterThanTheirBlockAreNotMissed() throws SQLException {
    AtomicInteger times = new AtomicInteger();
    node.says(request ->
        asksForLogs(request) && times.incrementAndGet() < 5
                || asksFor(request, "eth_getBlockReceipts") && times.get() < 5
            ? Answer.of(
                asksForLogs(request)
                    ? "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":[]}"
                    : "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":null}")
            : Answer.honest());
    assertTheTablesEndAsTheChain();
  }

  @Test
  @DisplayName("H-22 S04 logs that are told twice lead to one row each")
  void logsThatAreToldTwiceLeadToOneRowEach() throws SQLException {
    node.says(request ->
        asksForLogs(request)
            ? Answer.of(node.honestly(request).replaceFirst("\\[(\\{.*?\\})", "[$1,$1"))
            : Answer.honest());
    assertTheTablesEndAsTheChain();
  }

  @Test
  @DisplayName("H-22 S04 a removed log among them does not hold the follower up")
  void aRemovedLogAmongThemDoesNotHoldTheFollowerUp() throws SQLException {
    node.says(request ->
        asksForLogs(request)
            ? Answer.of(node.honestly(request).replace("\"removed\":false", "\"removed\":true"))
            : Answer.honest());
    assertTheTablesEndAsTheChain();
  }

  @Test
  void fieldsThatNobodyKnowsAreOverlooked() throws SQLException {
    node.says(request ->
        Answer.of(
            node.honestly(request)
                .replace("\"removed\":false", "\"blockTimestamp\":\"0x1\",\"x\":{\"y\":[1]}")));
    assertTheTablesEndAsTheChain();
  }

  @Test
  @DisplayName("H-19 S05 what the witness does not tell too is not written")
  void aWitnessMustAgree() throws SQLException {
    try (ScriptedNode witness = node.another()) {
      follower = follower(LogProof.BLOOM, List.of(node), List.of(witness));
      Script altered =
          request ->
              asksForLogs(request)
                  ? Answer.of(
                      node.honestly(request).replaceFirst("\"data\":\"0x00", "\"data\":\"0x01"))
                  : Answer.honest();
      witness.says(request -> Answer.status(500));
      assertNothingIsWritten();
      node.says(altered);
      witness.says(request -> Answer.honest());
      assertOnlyTheTruthIsWritten();
      assertThat(follower.toString()).contains("chain.disagreement");
      assertThat(follower.refusals("chain.disagreement")).isPositive();
      node.says(request -> Answer.honest());
      witness.says(request -> Answer.honest());
      assertTheTablesEndAsTheChain();
    }
  }

  private SimulatedFollower follower(
      LogProof proof, List<ScriptedNode> nodes, List<ScriptedNode> witnesses) {
    List<URI> urls = nodes.stream().map(ScriptedNode::url).toList();
    var properties =
        new ChainProperties(
            urls,
            false,
            new Finality.Tag(),
            DeepReorganisation.HALT,
            proof,
            witnesses.stream().map(ScriptedNode::url).toList(),
            500);
    return follower(nodes.getFirst(), properties);
  }

  private void assertNothingIsWritten() throws SQLException {
    for (int looks = 0; looks < 3; looks++) {
      follower.look();
    }
    assertThat(followed.digests().values()).allMatch(digest -> digest.startsWith("0 "));
  }

  /** As far as the two agree, and not to the end. */
  private void assertOnlyTheTruthIsWritten() throws SQLException {
    for (int looks = 0; looks < MOST_LOOKS; looks++) {
      follower.look();
    }
    int blocks = Math.toIntExact(blocks());
    assertThat(blocks).isLessThan(BLOCKS);
    new NaiveProjector(expected.connection(), 1)
        .write(node.chain().canonical().subList(0, blocks + 1));
    assertThat(followed.digests()).isEqualTo(expected.digests());
  }

  private static boolean asksForLogs(JsonNode request) {
    return asksFor(request, LOGS);
  }

  private static long width(JsonNode request) {
    JsonNode filter = request.at("/params/0");
    return number(filter.get("toBlock")) - number(filter.get("fromBlock")) + 1;
  }

  private static long number(JsonNode hex) {
    return Long.parseLong(hex.asString().substring(2), 16);
  }

  private static JsonNode renamed(JsonNode call, String block) {
    JsonNode copy = call.deepCopy();
    ((ArrayNode) copy.get("params")).set(0, block);
    return copy;
  }
}
