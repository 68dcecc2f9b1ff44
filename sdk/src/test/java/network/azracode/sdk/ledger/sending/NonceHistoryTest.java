// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * [T-7] Seed 148 of the simulation of sending: an address that leads to another chain for a part of
 * a search must not make a stranger's transaction out of nothing.
 */
class NonceHistoryTest {
  private static final long OURS = 31337;
  private static final long FOREIGN = 1;
  private static final Address KEY = Address.of("0x00000000000000000000000000000000000000aa");
  private static final String HASH = "0x" + "11".repeat(32);
  private static final long FINAL_BLOCK = 100;
  private static final long USED_IN = 70;
  private static final long NONCE = 5;
  private static final JsonMapper JSON = new JsonMapper();

  private final List<String> asked = new ArrayList<>();
  private final HttpServer server;
  private final Chain chain;

  /** Which of the questions about nonces are answered by another chain, where it is unused. */
  private int foreignFrom = Integer.MAX_VALUE;

  private int foreignUntil = Integer.MAX_VALUE;
  private long transactionsChain = OURS;
  private long idInTheEnd = OURS;
  private int counts;

  NonceHistoryTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    chain = Chain.connect(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), OURS);
  }

  @AfterEach
  void stop() {
    chain.close();
    server.stop(0);
  }

  @Test
  void whoeverUsedTheNonceIsSeenInTheBlockThatUsedIt() {
    assertThat(user()).isEqualTo(Bytes32.of(HASH));
    assertThat(asked).contains("eth_getBlockByNumber 0x" + Long.toHexString(USED_IN));
  }

  /** However much of the search another chain answers, none of it is taken for an answer. */
  @Test
  void aSearchThatLedToAnotherChainInItsMiddleFindsNobody() {
    counts = 0;
    user();
    int questions = counts;
    assertThat(questions).isGreaterThan(8);
    for (int from = 0; from < questions; from++) {
      for (int until = from + 1; until <= questions; until++) {
        counts = 0;
        foreignFrom = from;
        foreignUntil = until;
        try {
          assertThat(user()).isEqualTo(Bytes32.of(HASH));
        } catch (AzraException nobody) {
          assertThat(nobody.code()).isEqualTo("transaction.nonce-user");
        }
      }
    }
    foreignFrom = 2;
    foreignUntil = questions;
    counts = 0;
    refused("transaction.nonce-user");
  }

  /** The same key and nonce on another chain are no use of this one's nonce. */
  @Test
  void aTransactionSignedForAnotherChainIsNobodys() {
    transactionsChain = FOREIGN;
    refused("transaction.nonce-user");
  }

  @Test
  void whoeverIsAnotherChainInTheEndHasSaidNothing() {
    idInTheEnd = FOREIGN;
    refused("chain.id");
  }

  private Bytes32 user() {
    return new NonceHistory(chain).user(KEY, NONCE, FINAL_BLOCK);
  }

  private void refused(String code) {
    assertThatThrownBy(this::user)
        .isInstanceOfSatisfying(AzraException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
    String method = request.get("method").asString();
    JsonNode parameters = request.get("params");
    String result =
        switch (method) {
          case "eth_chainId" -> hex(asked.isEmpty() ? OURS : idInTheEnd);
          case "eth_getTransactionCount" -> count(number(parameters.get(1)));
          case "eth_getBlockByNumber" -> {
            asked.add(method + " " + parameters.get(0).asString());
            yield block(number(parameters.get(0)));
          }
          default -> throw new UncheckedIOException(new IOException("asked " + method));
        };
    byte[] body =
        "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}"
            .formatted(request.get("id"), result)
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private String count(long block) {
    int question = counts++;
    boolean foreign = foreignFrom <= question && question < foreignUntil;
    return hex(!foreign && block >= USED_IN ? NONCE + 1 : 0);
  }

  private String block(long number) {
    String transaction =
        """
        {"hash": "%s", "from": "%s", "to": "%s", "nonce": "%s", "chainId": "%s", "gas": "0x1",
         "gasPrice": "0x1", "value": "0x0", "input": "0x", "transactionIndex": "0x0",
         "blockNumber": "0x1", "blockHash": "%s", "type": "0x2", "v": "0x0", "r": "0x1", "s": "0x1"}
        """
            .formatted(HASH, KEY, KEY, unquoted(NONCE), unquoted(transactionsChain), HASH);
    return """
    {"number": %s, "hash": "%s", "parentHash": "%s", "timestamp": "0x1", "transactions": [%s]}
    """
        .formatted(hex(number), HASH, HASH, number == USED_IN ? transaction : "");
  }

  private static long number(JsonNode hex) {
    return Long.parseLong(hex.asString().substring(2), 16);
  }

  private static String unquoted(long value) {
    return "0x" + Long.toHexString(value);
  }

  private static String hex(long value) {
    return "\"" + unquoted(value) + "\"";
  }
}
