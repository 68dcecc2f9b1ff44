// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.testnode;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands on the loopback interface between a sender and its node, and does to chosen requests what
 * networks do. What is broadcast is remembered.
 */
public final class FaultProxy implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI target;
  private final Map<String, Queue<Fault>> once = new ConcurrentHashMap<>();
  private final Map<String, Fault> always = new ConcurrentHashMap<>();
  private final List<String> broadcasts = Collections.synchronizedList(new ArrayList<>());

  /** What happens to a request. */
  public sealed interface Fault {
    record Pass() implements Fault {}

    /** It never reaches the node. */
    record LoseRequest() implements Fault {}

    /** The node acts on it, and nobody hears of it. */
    record LoseAnswer() implements Fault {}

    /** The node gets it twice; the second answer counts. */
    record Double() implements Fault {}

    record Delay(long millis) implements Fault {}

    /**
     * The node acts on it, or never hears of it; the answer is this JSON, whose {@code id} fits.
     */
    record Answer(boolean reachesNode, String member) implements Fault {}

    /** A status of HTTP, and a body that is no JSON. */
    record Status(int status) implements Fault {}
  }

  public FaultProxy(URI target) {
    this.target = target;
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What happens to the next requests of a method, one by one. */
  public void next(String method, Fault... faults) {
    once.computeIfAbsent(method, name -> new ArrayDeque<>()).addAll(List.of(faults));
  }

  /** What happens to every request of a method, until told otherwise. */
  public void always(String method, Fault fault) {
    always.put(method, fault);
  }

  /** Signed bytes, as 0x hex, in the order in which a sender gave them away. */
  public List<String> broadcasts() {
    return List.copyOf(broadcasts);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      JsonNode parsed = MAPPER.readTree(request);
      String method = parsed.get("method").asString();
      if (method.equals("eth_sendRawTransaction")) {
        broadcasts.add(parsed.get("params").get(0).asString());
      }
      act(exchange, request, parsed.get("id").asLong(), faultFor(method));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Fault faultFor(String method) {
    Queue<Fault> queue = once.getOrDefault(method, new ArrayDeque<>());
    return queue.isEmpty() ? always.getOrDefault(method, new Fault.Pass()) : queue.remove();
  }

  private void act(HttpExchange exchange, String request, long id, Fault fault)
      throws IOException, InterruptedException {
    switch (fault) {
      case Fault.Pass() -> answer(exchange, 200, forward(request));
      case Fault.LoseRequest() -> {}
      case Fault.LoseAnswer() -> forward(request);
      case Fault.Double() -> {
        forward(request);
        answer(exchange, 200, forward(request));
      }
      case Fault.Delay(long millis) -> {
        Thread.sleep(millis);
        answer(exchange, 200, forward(request));
      }
      case Fault.Answer(boolean reachesNode, String member) -> {
        if (reachesNode) {
          forward(request);
        }
        answer(exchange, 200, "{\"jsonrpc\":\"2.0\",\"id\":" + id + "," + member + "}");
      }
      case Fault.Status(int status) -> answer(exchange, status, "<html>busy</html>");
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private String forward(String request) throws IOException, InterruptedException {
    HttpRequest forwarded =
        HttpRequest.newBuilder(target)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(request))
            .build();
    return client.send(forwarded, HttpResponse.BodyHandlers.ofString()).body();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    client.shutdownNow();
  }
}
