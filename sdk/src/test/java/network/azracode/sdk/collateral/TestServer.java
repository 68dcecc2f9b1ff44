// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.collateral;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import network.azracode.sdk.protocol.Octets;

/** A server of collateral on this machine, which can also be made to lie. */
public final class TestServer implements AutoCloseable {
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();

  /** Paths with queries, in the order in which they were asked for. */
  public final List<String> asked = new CopyOnWriteArrayList<>();

  @FunctionalInterface
  public interface Answer {

    void give(HttpExchange exchange) throws IOException;
  }

  public TestServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(executor);
    server.createContext("/", this::handle);
    server.start();
  }

  public URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  public TestServer serve(String pathAndQuery, Octets body, String... headers) {
    return answer(
        pathAndQuery,
        exchange -> {
          for (int i = 0; i < headers.length; i += 2) {
            exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
          }
          send(exchange, 200, body.toByteArray());
        });
  }

  public TestServer answer(String pathAndQuery, Answer answer) {
    answers.put("/" + pathAndQuery, answer);
    return this;
  }

  static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.add(exchange.getRequestURI().toString());
      answers
          .getOrDefault(exchange.getRequestURI().toString(), other -> send(other, 404, new byte[0]))
          .give(exchange);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
