// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Executors;

/**
 * Stands before one attestor, where its peers look for it: passes on, is silent, or answers itself.
 */
final class Switchboard implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server;
  private volatile HttpHandler handler = HttpExchange::close;

  Switchboard() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> handler.handle(exchange));
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void passOnTo(URI attestor) {
    handler = exchange -> passOn(exchange, exchange.getRequestBody().readAllBytes(), attestor);
  }

  /** Hangs up on whoever asks with this word, and passes on the rest. */
  void passOnAllBut(String word, URI to) {
    handler =
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          if (new String(body, UTF_8).contains(word)) {
            exchange.close();
          } else {
            passOn(exchange, body, to);
          }
        };
  }

  /** Takes the connection and hangs up. */
  void hangUp() {
    handler = HttpExchange::close;
  }

  /** Takes the request and says nothing until the other side has given up. */
  void keepSilent() {
    handler =
        exchange -> {
          try {
            Thread.sleep(60_000);
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
        };
  }

  void answer(HttpHandler with) {
    handler = with;
  }

  static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void passOn(HttpExchange exchange, byte[] body, URI attestor) throws IOException {
    var request =
        HttpRequest.newBuilder(attestor.resolve(exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> {
          if (name.startsWith("Azra-") || name.equals("Content-type")) {
            values.forEach(value -> request.header(name, value));
          }
        });
    try {
      HttpResponse<byte[]> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      send(
          exchange,
          answer.statusCode(),
          answer.headers().firstValue("Content-Type").orElse("text/plain"),
          answer.body());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      exchange.close();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    client.shutdownNow();
  }
}
