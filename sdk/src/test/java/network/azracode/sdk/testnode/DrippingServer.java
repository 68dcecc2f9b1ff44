// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.testnode;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers whatever it is asked with status 200 and a byte at a time, for ever. */
public final class DrippingServer implements AutoCloseable {
  private static final Duration BETWEEN_BYTES = Duration.ofMillis(5);

  private final HttpServer server =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger left = new AtomicInteger();

  public DrippingServer() throws IOException {
    server.createContext("/", this::drip);
    server.setExecutor(threads);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
  }

  /** How many connections whoever asked has ended. */
  public int left() {
    return left.get();
  }

  private void drip(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(200, 0);
    try (var body = exchange.getResponseBody()) {
      while (true) {
        body.write(' ');
        body.flush();
        Thread.sleep(BETWEEN_BYTES);
      }
    } catch (IOException broken) {
      left.incrementAndGet();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
