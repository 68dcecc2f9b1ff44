// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A block with a stranger's large logs, of which a node tells over HTTP whatever is asked for. */
@Timeout(120)
class LargeAnswerTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Bytes32 BLOCK = Bytes32.of("0x" + "ab".repeat(32));
  private static final Deployment DEPLOYMENT =
      new Deployment(7, Bytes32.ZERO, 1, address(1), address(2), address(3), address(4));
  private static final int MIB = 1 << 20;

  /** What each of three receipts is long by: two fit an answer no more. */
  private static final int PADDING = 33 * MIB;

  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;
  private HttpClient client;
  private ChainSource source;
  private int padding = PADDING;
  private int data;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    client = HttpTransport.client();
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    source = new ChainSource(new HttpTransport(client, url, HttpTransport.ANSWER), DEPLOYMENT);
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    server.stop(0);
  }

  @Test
  @DisplayName("H-68 receipts that outgrow an answer together are asked for one by one")
  void receiptsAreAskedForOneByOne() {
    assertThat(source.receipts(List.of(BLOCK)).getFirst()).hasSize(3);
    assertThat(asked.getFirst()).isEqualTo("eth_getBlockReceipts");
    assertThat(asked).contains("3", "1").doesNotContain("2");
  }

  @Test
  @DisplayName("H-68 a receipt that outgrows an answer by itself is told by code and block")
  void aReceiptThatIsTooLargeIsTold() {
    padding = 65 * MIB;
    assertThatThrownBy(() -> source.receipts(List.of(BLOCK)))
        .isInstanceOfSatisfying(
            RpcFailure.class, e -> assertThat(e.code()).isEqualTo("rpc.too-large"))
        .hasMessage(
            "a receipt of block %s: expected an answer of at most 67108864 bytes, found more"
                .formatted(BLOCK));
  }

  @Test
  @DisplayName("H-68 a log that is longer than most blocks is read")
  void aLongLogIsRead() {
    padding = 0;
    data = 5 * MIB;
    List<Receipt> receipts = source.receipts(List.of(BLOCK)).getFirst();
    assertThat(receipts.getLast().logs().getFirst().data()).hasSize(data);
  }

  @Test
  @DisplayName("H-68 logs without end are too large, whatever they are made of")
  void logsWithoutEndAreTooLarge() {
    assertThatThrownBy(() -> source.logs(1, 2, Integer.MAX_VALUE))
        .isInstanceOfSatisfying(
            RpcFailure.class, e -> assertThat(e.code()).isEqualTo("rpc.too-large"))
        .hasMessage("expected an answer of at most 67108864 bytes, found more");
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
      asked.add(
          request.isArray() ? String.valueOf(request.size()) : request.get("method").asString());
      exchange.sendResponseHeaders(200, 0);
      OutputStream body = exchange.getResponseBody();
      if (request.isArray()) {
        String separator = "[";
        for (JsonNode call : request) {
          write(body, separator);
          single(body, call);
          separator = ",";
        }
        write(body, "]");
      } else {
        single(body, request);
      }
    }
  }

  private void single(OutputStream body, JsonNode call) throws IOException {
    write(body, "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":".formatted(call.get("id")));
    switch (call.get("method").asString()) {
      case "eth_getBlockReceipts" -> {
        String separator = "[";
        for (int i = 0; i < 3; i++) {
          write(body, separator);
          receipt(body);
          separator = ",";
        }
        write(body, "]");
      }
      case "eth_getTransactionReceipt" -> receipt(body);
      case "eth_getBlockByHash" ->
          write(body, "{\"transactions\":[\"%1$s\",\"%1$s\",\"%1$s\"]}".formatted(BLOCK));
      default -> {
        write(body, "[");
        while (true) {
          write(body, " ".repeat(MIB));
        }
      }
    }
    write(body, "}");
  }

  private void receipt(OutputStream body) throws IOException {
    write(body, "{\"status\":\"0x1\",\"cumulativeGasUsed\":\"0x1\",\"logsBloom\":\"0x");
    write(body, "00".repeat(256) + "\",\"padding\":\"");
    for (int i = 0; i < padding / MIB; i++) {
      write(body, "x".repeat(MIB));
    }
    write(
        body,
        """
        ","logs":[{"address":"%s","topics":[],"blockNumber":"0x1","blockHash":"%s",\
        "transactionHash":"%s","logIndex":"0x0","data":"0x\
        """
            .formatted(address(5), BLOCK, BLOCK));
    for (int i = 0; i < data / MIB; i++) {
      write(body, "00".repeat(MIB));
    }
    write(body, "\"}]}");
  }

  private static void write(OutputStream body, String text) throws IOException {
    body.write(text.getBytes(UTF_8));
  }

  private static Address address(int last) {
    return Address.of("0x" + "00".repeat(19) + "0" + last);
  }
}
