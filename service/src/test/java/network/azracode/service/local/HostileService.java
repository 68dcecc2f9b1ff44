// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.UnaryOperator;
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
  private final HttpServer server;

  HostileService(Stage stage, StageNode node, UnaryOperator<byte[]> evidence) throws IOException {
    this.stage = stage;
    this.node = node;
    this.evidence = evidence;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = body(exchange.getRequestURI().toString());
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } catch (RefusedAnswer refused) {
      exchange.sendResponseHeaders(refused.status(), -1);
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
            BigInteger.ONE,
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
  }
}
