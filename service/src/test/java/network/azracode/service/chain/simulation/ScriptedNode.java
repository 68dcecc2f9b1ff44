// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import network.azracode.sdk.protocol.Deployment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A provider over HTTP that follows a script; where that is silent, an honest node answers. */
final class ScriptedNode implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final SimulatedNode.Habits ANYTHING =
      new SimulatedNode.Habits(Integer.MAX_VALUE, Integer.MAX_VALUE, true, true);

  private final SimulatedChain chain;
  private final SimulatedNode honest;
  private final HttpServer server;
  private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
  private volatile Script script = request -> Answer.honest();

  /** What it says to a request, be it one call or a batch. */
  interface Script extends Function<JsonNode, Answer> {}

  /**
   * @param body empty: what the honest node says
   */
  record Answer(int status, Map<String, String> headers, String body, boolean cutOff) {
    static Answer honest() {
      return new Answer(200, Map.of(), "", false);
    }

    static Answer of(String body) {
      return new Answer(200, Map.of(), body, false);
    }

    static Answer status(int status) {
      return new Answer(status, Map.of(), "<html>%d</html>".formatted(status), false);
    }

    static Answer error(JsonNode call, int code, String message) {
      String id = call.isArray() ? "null" : call.get("id").toString();
      return of(
          "{\"jsonrpc\":\"2.0\",\"id\":%s,\"error\":{\"code\":%d,\"message\":\"%s\"}}"
              .formatted(id, code, message));
    }
  }

  ScriptedNode(long seed, int blocks) {
    this(new SimulatedChain(1, new Random(seed)), blocks);
  }

  private ScriptedNode(SimulatedChain chain, int blocks) {
    this.chain = chain;
    chain.extend(blocks);
    this.honest = new SimulatedNode(chain, 1, ANYTHING);
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/", this::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  /** Another provider of the same chain. */
  ScriptedNode another() {
    return new ScriptedNode(chain, 0);
  }

  SimulatedChain chain() {
    return chain;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  Deployment deployment() {
    return chain.deployment();
  }

  ScriptedNode says(Script now) {
    this.script = now;
    return this;
  }

  /** How many calls of a method there were, within batches or not. */
  int calls(String method) {
    return calls.getOrDefault(method, new AtomicInteger()).get();
  }

  /** The honest answer to a request, to be spoiled. */
  String honestly(JsonNode request) {
    return new String(honest.answer(JSON.writeValueAsBytes(request)), UTF_8);
  }

  /** The honest answers to a batch, each of them to be spoiled by itself. */
  String eachOf(JsonNode batch, Function<JsonNode, Answer> spoil) {
    List<String> replies = new ArrayList<>();
    for (JsonNode call : batch) {
      Answer answer = spoil.apply(call);
      replies.add(answer.body().isEmpty() ? honestly(call) : answer.body());
    }
    return replies.stream().collect(Collectors.joining(",", "[", "]"));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
      (request.isArray() ? List.copyOf(request.values()) : List.of(request))
          .forEach(call ->
              calls
                  .computeIfAbsent(call.get("method").asString(), name -> new AtomicInteger())
                  .incrementAndGet());
      Answer answer = script.apply(request);
      byte[] body = (answer.body().isEmpty() ? honestly(request) : answer.body()).getBytes(UTF_8);
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body, 0, answer.cutOff() ? body.length / 2 : body.length);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
