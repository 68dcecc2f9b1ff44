// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.function.UnaryOperator;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.testnode.Anvil;
import network.azracode.sdk.testnode.TestNode;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.rpc.RpcFailure;
import network.azracode.service.testing.MigratedDatabase;
import network.azracode.service.testing.TableDigests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A real chain behind a gateway that withholds single answers of a batch. */
@DisplayName("H-16 S07 only another block at its height makes the follower leave one")
class SilentNodeTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int TIP = 2;

  private final HttpClient http = HttpClient.newHttpClient();
  private TestNode node;
  private HttpServer gateway;
  private FollowedLedger ledger;
  private Map<String, String> before;
  private volatile UnaryOperator<ArrayNode> fault = UnaryOperator.identity();

  @BeforeEach
  void follow() throws IOException {
    node = TestNode.startAnvil();
    Anvil anvil = new Anvil(node.rpcUrl());
    anvil.mineOnDemand();
    anvil.mine(5);
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext("/", this::forward);
    gateway.start();
    ledger =
        new FollowedLedger(
            MigratedDatabase.create(),
            deployment(),
            URI.create("http://127.0.0.1:" + gateway.getAddress().getPort()),
            "depth:60",
            DeepReorganisation.HALT);
    ledger.catchUp();
    before = TableDigests.of(ledger.database().jdbc());
  }

  @AfterEach
  void stop() {
    ledger.close();
    gateway.stop(0);
    http.close();
    node.close();
  }

  @Test
  void aRateLimitOnOneItemLeavesEveryBlock() {
    fault = batch -> withheld(batch, 1, "error");
    assertNothingIsLeft("rpc.refused");
  }

  @Test
  void aHeaderWithheldAtOurHeadLeavesEveryBlock() {
    fault = batch -> withheld(batch, 1, "null");
    assertNothingIsLeft("rpc.malformed");
  }

  @Test
  void headersWithheldWhileTheForkIsLookedForLeaveEveryBlock() {
    fault = batch -> batch.size() == TIP ? withOtherHash(batch) : withheld(batch, 0, "null");
    assertNothingIsLeft("rpc.malformed");
  }

  @Test
  void errorsWhileTheForkIsLookedForLeaveEveryBlock() {
    fault = batch -> batch.size() == TIP ? withOtherHash(batch) : withheld(batch, 0, "error");
    assertNothingIsLeft("rpc.refused");
  }

  private void assertNothingIsLeft(String code) {
    assertThatThrownBy(ledger::look)
        .isInstanceOfSatisfying(RpcFailure.class, e -> assertThat(e.code()).isEqualTo(code));
    assertThat(TableDigests.of(ledger.database().jdbc())).isEqualTo(before);
    fault = UnaryOperator.identity();
    assertThat(ledger.look()).isEqualTo(Progress.CAUGHT_UP);
  }

  private static ArrayNode withheld(ArrayNode batch, int id, String how) {
    for (JsonNode item : batch) {
      ObjectNode answer = (ObjectNode) item;
      if (answer.get("id").asInt() == id) {
        answer.putNull("result");
        if (how.equals("error")) {
          answer.remove("result");
          answer.putObject("error").put("code", -32005).put("message", "rate limit");
        }
      }
    }
    return batch;
  }

  private static ArrayNode withOtherHash(ArrayNode batch) {
    for (JsonNode item : batch) {
      if (item.get("id").asInt() == 1) {
        ((ObjectNode) item.get("result")).put("hash", "0x" + "77".repeat(32));
      }
    }
    return batch;
  }

  private void forward(HttpExchange exchange) throws IOException {
    try (exchange) {
      HttpRequest request =
          HttpRequest.newBuilder(node.rpcUrl())
              .header("Content-Type", "application/json")
              .POST(
                  HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()))
              .build();
      JsonNode answer = JSON.readTree(http.send(request, BodyHandlers.ofByteArray()).body());
      JsonNode told = answer instanceof ArrayNode batch ? fault.apply(batch) : answer;
      byte[] body = JSON.writeValueAsBytes(told);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Deployment deployment() {
    try (Chain chain = Chain.connect(node.rpcUrl(), node.chainId())) {
      var genesis = chain.block(0).hash();
      return new Deployment(
          node.chainId(), genesis, 0, address(1), address(2), address(3), address(4));
    }
  }

  private static Address address(int last) {
    return Address.of("0x" + "00".repeat(19) + "0" + last);
  }
}
