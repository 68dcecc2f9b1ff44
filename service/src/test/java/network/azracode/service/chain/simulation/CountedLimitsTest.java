// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.regex.Pattern;
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
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Limits that go by what an answer would hold, or by a backend's head, not by a range's width. */
@DisplayName("H-22 S08 ranges are limited by what is in them")
class CountedLimitsTest extends FollowedProvider {
  private static final int BLOCKS = 40;
  private static final int MOST_LOOKS = 40;
  private static final Pattern LOG = Pattern.compile("\"logIndex\"");

  private final AtomicInteger refused = new AtomicInteger();

  /** Questions about a single block. */
  private final AtomicInteger refusedAlone = new AtomicInteger();

  CountedLimitsTest() {
    super(MOST_LOOKS);
  }

  @Override
  ScriptedNode scripted() {
    refused.set(0);
    refusedAlone.set(0);
    return new ScriptedNode(3, BLOCKS);
  }

  @Override
  SimulatedFollower following() {
    return follower(new Finality.Tag(), DeepReorganisation.HALT, LogProof.BLOOM);
  }

  /** As many as no block of the chain has, so that halves are small enough at last. */
  static Stream<Arguments> limits() {
    return Stream.of(
        Arguments.of("infura", -32005, "query returned more than 10000 results", moreThan(10)),
        Arguments.of("erigon", -32000, "query exceeds max logs limit 20000", moreThan(8)),
        Arguments.of(
            "alchemy",
            -32602,
            "Log response size exceeded. Try with this block range [0x1, 0x5]",
            (Predicate<String>) answer -> answer.length() > 12_000));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("limits")
  @DisplayName("H-22 S08 a range with too much in it is halved until each answer is small enough")
  void aRangeWithTooMuchInItIsHalved(
      String provider, int code, String message, Predicate<String> tooMuch) throws SQLException {
    refuses(code, message, tooMuch);
    assertTheTablesEndAsTheChain();
    assertThat(refused).hasPositiveValue();
    assertThat(node.calls("eth_getLogs")).isGreaterThan(refused.get());
  }

  @Test
  @DisplayName("H-22 S08 a block with more logs than any answer may hold is read from its receipts")
  void aBlockWithTooManyLogsIsReadFromItsReceipts() throws SQLException {
    refuses(-32000, "query exceeds max logs limit 20000", moreThan(3));
    assertTheTablesEndAsTheChain();
    assertThat(refusedAlone).hasPositiveValue();
    assertThat(node.calls("eth_getBlockReceipts")).isPositive();
  }

  /**
   * {@code latest} came from another backend than the logs do.
   *
   * @param catchesUp by so many blocks per question that it refuses
   */
  @ParameterizedTest(name = "it catches up by {0} blocks per question")
  @ValueSource(ints = {0, 1, 7})
  @DisplayName("H-22 S08 toBlock beyond the head of a backend is an error of Besu's, no answer")
  void toBlockBeyondTheHeadOfABackend(int catchesUp) throws SQLException {
    AtomicLong head = new AtomicLong(BLOCKS / 2);
    node.says(request -> {
      if (!asksFor(request, "eth_getLogs")
          || number(request.at("/params/0/toBlock")) <= head.get()) {
        return Answer.honest();
      }
      refused.incrementAndGet();
      head.addAndGet(catchesUp);
      return Answer.error(request, -32602, "Invalid params");
    });
    assertTheTablesEndAsTheChain();
    assertThat(refused).hasPositiveValue();
  }

  private void refuses(int code, String message, Predicate<String> tooMuch) {
    node.says(request -> {
      if (!asksFor(request, "eth_getLogs")) {
        return Answer.honest();
      }
      String honest = node.honestly(request);
      if (!tooMuch.test(honest)) {
        return Answer.of(honest);
      }
      refused.incrementAndGet();
      if (request.at("/params/0/fromBlock").equals(request.at("/params/0/toBlock"))) {
        refusedAlone.incrementAndGet();
      }
      return Answer.error(request, code, message);
    });
  }

  private static Predicate<String> moreThan(int most) {
    return answer -> LOG.matcher(answer).results().count() > most;
  }

  private static long number(JsonNode hex) {
    return Long.decode(hex.asString());
  }
}
