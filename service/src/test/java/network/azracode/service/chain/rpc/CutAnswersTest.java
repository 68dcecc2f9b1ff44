// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers of each kind that stop after any number of bytes, in each way in which a body can. */
class CutAnswersTest {
  private static final Deployment DEPLOYMENT =
      new Deployment(7, Bytes32.ZERO, 1, address(1), address(2), address(3), address(4));
  private static final String WORD = "\"0x%s\"".formatted("5a".repeat(32));
  private static final String BLOOM = "\"0x%s\"".formatted("00".repeat(256));
  private static final String LOG =
      """
      {"address":"%s","topics":[%2$s,%2$s],"data":"0x0102","blockNumber":"0x1","blockHash":%2$s,\
      "transactionHash":%2$s,"logIndex":"0x0","removed":false}\
      """
          .formatted(address(2), WORD);
  private static final String RECEIPT =
      """
      {"type":"0x2","status":"0x1","cumulativeGasUsed":"0x5208","logsBloom":%s,"logs":[%s]}\
      """
          .formatted(BLOOM, LOG);

  /** What is asked, and what would be the answer. */
  record Question(String answer, Consumer<ChainSource> asked) {}

  static Stream<Arguments> questions() {
    return Stream.of(
        question(
            "two headers",
            "[" + reply(1, header(2)) + "," + reply(0, header(1)) + "]",
            source -> source.headers(1, 2)),
        question("logs", reply(0, "[" + LOG + "," + LOG + "]"), source -> source.logs(1, 2, 9)),
        question(
            "receipts of a block",
            reply(0, "[" + RECEIPT + "]"),
            source -> source.receipts(List.of(Bytes32.ZERO))),
        question(
            "receipts of two blocks",
            "[" + reply(0, "[" + RECEIPT + "]") + "," + reply(1, "[]") + "]",
            source -> source.receipts(List.of(Bytes32.ZERO, Bytes32.ZERO))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("questions")
  @DisplayName("H-78 S06 an answer that ends after any byte is none, and refused with a code")
  void anAnswerThatEnds(String kind, Question question) {
    assertRefusedAfterAnyByte(question, Optional::empty);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("questions")
  @DisplayName("H-78 S06 an answer that is late after any byte is none, and refused with a code")
  void anAnswerThatIsLate(String kind, Question question) {
    assertRefusedAfterAnyByte(question, () -> Optional.of(new HttpTimeoutException("too late")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("questions")
  @DisplayName("H-78 an answer that does not end in time is late, even after its last byte")
  void anAnswerThatDoesNotEnd(String kind, Question question) {
    byte[] answer = question.answer().getBytes(US_ASCII);
    for (int told : new int[] {0, answer.length / 2, answer.length}) {
      byte[] part = Arrays.copyOf(answer, told);
      assertThat(
              refusalOf(question, () -> new Body(part, Optional.of(new HttpTimeoutException("")))))
          .as("after %d bytes of %d", told, answer.length)
          .map(RpcFailure::isLate)
          .contains(true);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("questions")
  @DisplayName("H-78 S06 an answer that is cut off after any byte is none, refused with a code")
  void anAnswerThatIsCutOff(String kind, Question question) {
    assertRefusedAfterAnyByte(question, () -> Optional.of(new IOException("Connection reset")));
  }

  /** All of it, on the other hand, is an answer. */
  private static void assertRefusedAfterAnyByte(
      Question question, Supplier<Optional<IOException>> end) {
    byte[] answer = question.answer().getBytes(US_ASCII);
    for (int told = 0; told < answer.length; told++) {
      byte[] part = Arrays.copyOf(answer, told);
      assertThat(refusal(question, () -> new Body(part, end.get())))
          .as("after %d bytes of %d", told, answer.length)
          .isIn("rpc.malformed", "rpc.unreachable");
    }
    assertThat(refusal(question, () -> new Body(answer, Optional.empty()))).isNull();
  }

  private static @Nullable String refusal(Question question, Supplier<InputStream> body) {
    return refusalOf(question, body).map(RpcFailure::code).orElse(null);
  }

  private static Optional<RpcFailure> refusalOf(Question question, Supplier<InputStream> body) {
    try {
      question.asked().accept(new ChainSource(request -> body.get(), DEPLOYMENT));
      return Optional.empty();
    } catch (RpcFailure refused) {
      return Optional.of(refused);
    }
  }

  /** Ends as it is told to, once it has been read. */
  private static final class Body extends InputStream {
    private final byte[] bytes;
    private final Optional<IOException> end;
    private int at;

    Body(byte[] bytes, Optional<IOException> end) {
      this.bytes = bytes;
      this.end = end;
    }

    @Override
    public int read() throws IOException {
      if (at == bytes.length && end.isPresent()) {
        throw end.get();
      }
      return at == bytes.length ? -1 : bytes[at++];
    }
  }

  private static Arguments question(String kind, String answer, Consumer<ChainSource> asked) {
    return Arguments.of(kind, new Question(answer, asked));
  }

  private static String header(int number) {
    return """
    {"number":"0x%d","hash":%2$s,"parentHash":%2$s,"timestamp":"0x1","receiptsRoot":%2$s,\
    "logsBloom":%3$s,"transactions":[%2$s],"extraData":"0x"}\
    """
        .formatted(number, WORD, BLOOM);
  }

  private static String reply(int id, String result) {
    return "{\"jsonrpc\":\"2.0\",\"id\":%d,\"result\":%s}".formatted(id, result);
  }

  private static Address address(int last) {
    return Address.of("0x" + "00".repeat(19) + "0" + last);
  }
}
