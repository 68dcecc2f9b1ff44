// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import network.azracode.service.chain.LogProof;
import network.azracode.service.chain.follow.SimulatedFollower;
import network.azracode.service.chain.rpc.Transport;
import network.azracode.service.testing.MigratedDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A node that tells its head, and lets whoever asks for more wait until the time is over. */
@DisplayName("H-60 a node that keeps us waiting is left for one that does not")
class LateNodeTest {
  private static final int BLOCKS = 700;
  private static final int ASKED_AT_ONCE = 3;
  private static final int MOST_LOOKS = 200;
  private static final JsonMapper JSON = new JsonMapper();

  private final AtomicInteger waits = new AtomicInteger();
  private Quiet quiet;
  private HikariDataSource sessions;
  private SimulatedChain chain;
  private LogProof proof = LogProof.BLOOM;

  @BeforeEach
  void begin() {
    quiet = new Quiet();
    sessions = MigratedDatabase.create().sessions();
    chain = new SimulatedChain(1, new Random(4));
    chain.extend(BLOCKS);
  }

  @AfterEach
  void end() {
    sessions.close();
    quiet.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"eth_getLogs", "eth_getBlockByNumber"})
  void anotherNodeIsAskedAfterOneWait(String method) {
    Transport late = waitsWhere(request -> request.contains(method) && !request.contains("latest"));
    follows(late, node());
    assertThat(waits).hasPositiveValue().hasValueLessThanOrEqualTo(ASKED_AT_ONCE);
  }

  @Test
  void aNodeThatIsAloneIsAskedForLessUntilItAnswers() {
    int few = 12;
    follows(
        waitsWhere(request ->
            request.contains("eth_getBlockByNumber") && request.split("params").length - 1 > few));
    assertThat(waits).hasPositiveValue();
  }

  @Test
  void theReceiptsOfANodeThatIsAloneStandInForItsLogs() {
    chain.cutTo(9);
    follows(waitsWhere(request -> request.contains("eth_getLogs")));
    assertThat(waits).hasPositiveValue();
  }

  @Test
  @DisplayName("H-60 a node that lets receipts wait is left after one wait, however it is asked")
  void anotherNodeIsAskedForReceiptsAfterOneWait() {
    proof = LogProof.RECEIPTS;
    follows(waitsWhere(request -> request.contains("eth_getBlockReceipts")), node());
    assertThat(waits).hasPositiveValue().hasValueLessThanOrEqualTo(ASKED_AT_ONCE);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  @DisplayName(
      "H-60 receipts for which all nodes, or the only one, need too long are asked for"
          + " one by one")
  void receiptsAreAskedForInPartsWhereAllNodesAreLate(int nodes) {
    chain.cutTo(9);
    proof = LogProof.RECEIPTS;
    Transport late =
        waitsWhere(request ->
            request.contains("eth_getBlockReceipts")
                || request.split("eth_getTransactionReceipt").length > 2);
    follows(Collections.nCopies(nodes, late).toArray(Transport[]::new));
    assertThat(waits).hasPositiveValue();
  }

  @Test
  @DisplayName("H-60 nor is a block given up that was late, and of which there are no single ones")
  void receiptsThatWereLateAreAskedForByBlockAgainWhereThereAreNoSingleOnes() {
    chain.cutTo(9);
    proof = LogProof.RECEIPTS;
    int together = 1;
    int alone = 1;
    Transport late =
        waitsWhere(
            request -> request.contains("eth_getBlockReceipts") && waits.get() < together + alone);
    follows(request -> {
      InputStream answer = late.post(request);
      return new String(request, UTF_8).contains("eth_getTransactionReceipt")
          ? withoutResults(answer)
          : answer;
    });
    assertThat(waits).hasValue(together + alone);
  }

  private static InputStream withoutResults(InputStream answer) {
    JsonNode told = JSON.readTree(answer);
    for (JsonNode one : told.isArray() ? told : List.of(told)) {
      ((ObjectNode) one).putNull("result");
    }
    return new ByteArrayInputStream(JSON.writeValueAsBytes(told));
  }

  private void follows(Transport... nodes) {
    SimulatedFollower follower =
        SimulatedFollower.proving(sessions, chain.deployment(), List.of(nodes), proof);
    var head = chain.canonical().getLast().self();
    for (int looks = 0; looks < MOST_LOOKS && !follower.follows(head); looks++) {
      follower.look();
    }
    assertThat(follower.follows(head)).as("%s", follower).isTrue();
  }

  private SimulatedNode node() {
    return new SimulatedNode(
        chain, 1, new SimulatedNode.Habits(Integer.MAX_VALUE, Integer.MAX_VALUE, true, true));
  }

  private Transport waitsWhere(Predicate<String> requests) {
    SimulatedNode node = node();
    return request -> {
      if (!requests.test(new String(request, UTF_8))) {
        return node.post(request);
      }
      waits.incrementAndGet();
      return new InputStream() {
        @Override
        public int read() throws IOException {
          throw new HttpTimeoutException("expected the whole answer in time");
        }
      };
    };
  }
}
