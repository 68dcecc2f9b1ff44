// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import network.azracode.sdk.protocol.AzraException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.protocol.Web3j;

/** A node whose words are made to stand in our log. */
class NodeWordsTest {
  private static final String FORGED = "no\nERROR all is lost\u001b[2J\r";
  private static final int LONGEST = 300;

  private final HttpServer server =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

  NodeWordsTest() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  @DisplayName("H-76 a node's error of a MiB with line breaks is one short line")
  void anErrorIsOneLine() {
    String words = FORGED.repeat(1 << 15);
    String escaped = words.replace("\n", "\\n").replace("\r", "\\r").replace("\u001b", "\\u001b");
    AzraException refused =
        said(200, "{\"id\":0,\"error\":{\"code\":-32000,\"message\":\"%s\"}}".formatted(escaped));
    assertThat(refused.code()).isEqualTo("chain.refused");
    assertOneShortLine(refused);
    assertThat(refused.getMessage()).contains("-32000, no?ERROR all is lost?[2J?no");
  }

  @Test
  @DisplayName("H-76 so is what stands in place of an answer")
  void anAnswerOfAnotherIsOneLine() {
    AzraException unanswered = said(500, FORGED.repeat(1 << 15));
    assertThat(unanswered.code()).isEqualTo("chain.unreachable");
    assertOneShortLine(unanswered);
  }

  @Test
  @DisplayName("H-76 so are the words with which a call is said to have been reverted")
  void aRevertIsOneLine() {
    String words = FORGED.repeat(1 << 10);
    String data =
        "0x08c379a0" + FunctionEncoder.encodeConstructor(List.of(new Utf8String(words))).toString();
    AzraException reverted =
        said(
            200,
            "{\"id\":0,\"error\":{\"code\":3,\"message\":\"\",\"data\":\"%s\"}}".formatted(data));
    assertThat(reverted)
        .isInstanceOfSatisfying(
            ContractReverted.class, it -> assertThat(it.args()).containsValue(words));
    assertOneShortLine(reverted);
  }

  private AzraException said(int status, String body) {
    server.createContext("/", exchange -> answer(exchange, status, body.getBytes(UTF_8)));
    URI url = URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
    Web3j node = Web3j.build(Rpc.service(url, Duration.ofSeconds(30)));
    try {
      return catchThrowableOfType(AzraException.class, () -> Rpc.send(node.ethBlockNumber()));
    } finally {
      node.shutdown();
    }
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(status, body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static void assertOneShortLine(AzraException told) {
    assertThat(told.getMessage()).hasSizeLessThan(LONGEST).matches("[ -~]+");
  }
}
