// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import network.azracode.sdk.protocol.Json;
import tools.jackson.databind.JsonNode;

/** A JSON-RPC endpoint that knows its id and one block, and refuses everything else. */
final class StubChain implements AutoCloseable {
  static final long CHAIN_ID = 31_337;
  static final String GENESIS = "0x" + "11".repeat(32);

  private static final String BLOCK =
      """
      {"number":"0x0","hash":"%s","parentHash":"%s","timestamp":"0x0","baseFeePerGas":"0x1"}\
      """
          .formatted(GENESIS, "0x" + "00".repeat(32));

  private final HttpServer server;
  private final long chainId;

  /**
   * @param chainId that it tells
   */
  StubChain(long chainId) throws IOException {
    this.chainId = chainId;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    // no chain at all
    server.createContext("/page", exchange -> reply(exchange, 200, "<html>hello</html>"));
    server.createContext("/nothing", exchange -> reply(exchange, 200, ""));
    server.createContext("/broken", exchange -> reply(exchange, 500, "{\"status\":500}"));
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode request = Json.MAPPER.readTree(exchange.getRequestBody().readAllBytes());
    String rest =
        switch (request.path("method").asString("")) {
          case "eth_chainId" -> "\"result\":\"0x%x\"".formatted(chainId);
          case "eth_getBlockByNumber" -> "\"result\":" + BLOCK;
          default -> "\"error\":{\"code\":-32000,\"message\":\"not here\\n  or anywhere\"}";
        };
    reply(exchange, 200, "{\"jsonrpc\":\"2.0\",\"id\":%s,%s}".formatted(request.path("id"), rest));
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      byte[] bytes = body.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
