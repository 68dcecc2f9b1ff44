// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.function.UnaryOperator;
import network.azracode.sdk.client.ServiceReads;
import network.azracode.sdk.enclave.Outcome;
import network.azracode.sdk.enclave.Wire;
import network.azracode.sdk.node.RefusedAnswer;
import network.azracode.sdk.node.ServiceHttp;
import network.azracode.sdk.node.SignedOffer;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.protocol.Offer;
import tools.jackson.databind.node.ObjectNode;

/**
 * A service and a node in one whose operator is in the plot: the offer is signed as it should be,
 * the evidence is not what it was.
 */
final class HostileService implements AutoCloseable {
  private final Stage stage;
  private final StageNode node;
  private final UnaryOperator<byte[]> evidence;
  private final ServiceHttp honestNode;
  private final HttpServer server;
  private volatile UnaryOperator<Outcome> lie = outcome -> outcome;
  private volatile boolean withholding;

  HostileService(Stage stage, StageNode node, UnaryOperator<byte[]> evidence) throws IOException {
    this.stage = stage;
    this.node = node;
    this.evidence = evidence;
    Offer honest = new ServiceReads(stage.network.service()).offer(node.nodeId()).offer();
    honestNode = new ServiceHttp(URI.create(honest.endpoint()), honest.tlsFingerprint());
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.createContext("/v1/jobs/", this::job);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on it hands out another outcome than the enclave's. */
  void lies(UnaryOperator<Outcome> newLie) {
    lie = newLie;
  }

  /** From now on it takes envelopes and does nothing with them, as if it had died. */
  void withholds(boolean everything) {
    withholding = everything;
  }

  private void job(HttpExchange exchange) throws IOException {
    // refusals are answered inside: what closes the exchange comes before a catch of its own
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (withholding) {
        exchange.sendResponseHeaders(202, -1);
        return;
      }
      forward(exchange, body);
    }
  }

  private void forward(HttpExchange exchange, byte[] body) throws IOException {
    String path = exchange.getRequestURI().toString();
    try {
      ServiceHttp.Answer answer =
          exchange.getRequestMethod().equals("PUT")
              ? honestNode.put(path, body)
              : honestNode.get(path);
      if (answer.status() == 200) {
        Outcome told = Wire.decode(answer.body(), Outcome.class);
        tell(exchange, 200, Wire.encode(lie.apply(told)));
      } else {
        exchange.sendResponseHeaders(answer.status(), -1);
      }
    } catch (RefusedAnswer refused) {
      refused
          .retryAfter()
          .ifPresent(pause ->
              exchange.getResponseHeaders().set("Retry-After", Long.toString(pause.toSeconds())));
      String problem = "{\"code\":\"%s\",\"detail\":\"\"}".formatted(refused.code());
      tell(exchange, refused.status(), problem.getBytes(UTF_8));
    }
  }

  private static void tell(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        tell(exchange, 200, body(exchange.getRequestURI().toString()));
      } catch (RefusedAnswer refused) {
        exchange.sendResponseHeaders(refused.status(), -1);
      }
    }
  }

  private byte[] body(String path) {
    if (path.endsWith("/offer")) {
      return offer();
    }
    if (path.equals("/v1/evidence") || path.startsWith("/api/v1/evidence/")) {
      return evidence.apply(honestEvidence());
    }
    return stage.network.service().get(path).body();
  }

  private byte[] honestEvidence() {
    ServiceHttp honest = stage.network.service();
    var row = Json.MAPPER.readTree(honest.get("/api/v1/nodes/" + node.nodeId()).body());
    return honest.get("/api/v1/evidence/" + row.get("evidenceHash").asString()).body();
  }

  private byte[] offer() {
    var offer =
        new Offer(
            node.nodeId(),
            stage.policy,
            StageNode.UNIT_PRICE,
            5,
            1_000,
            64 << 10,
            url(),
            Bytes32.ZERO,
            (1L << 40) - 1,
            99);
    SignedOffer signed =
        SignedOffer.sign(offer, stage.network.deployment().registryDomain(), node.operator());
    ObjectNode row = Json.MAPPER.valueToTree(offer);
    return Json.MAPPER.writeValueAsBytes(row.put("signature", signed.signature()));
  }

  @Override
  public void close() {
    server.stop(0);
    honestNode.close();
  }
}
