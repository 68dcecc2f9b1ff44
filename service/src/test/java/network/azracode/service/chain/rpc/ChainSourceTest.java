// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.testnode.DrippingServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are none, from a node that says whatever the test wants. */
class ChainSourceTest {
  private static final Deployment DEPLOYMENT =
      new Deployment(7, Bytes32.ZERO, 1, address(1), address(2), address(3), address(4));
  private static final String HEADER =
      """
      {"number":"0x0","hash":"0x%1$s","parentHash":"0x%1$s","timestamp":"0x1","receiptsRoot":"0x%1$s","logsBloom":"0x%2$s",
       "transactions":[{"deep":[1,{"x":null}]}],"extraData":"0x"}\
      """
          .formatted("00".repeat(32), "00".repeat(256));

  private HttpServer server;
  private volatile String answer = "";
  private volatile int status = 200;
  private ChainSources sources;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean chainId =
              new String(exchange.getRequestBody().readAllBytes(), UTF_8).contains("eth_chainId");
          byte[] body =
              (chainId && answer.startsWith("[") ? reply("\"0x7\"") : answer).getBytes(UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    sources = new ChainSources(List.of(url), DEPLOYMENT);
  }

  @AfterEach
  void stop() {
    sources.close();
    server.stop(0);
  }

  @Test
  @DisplayName("H-11 a node of our chain is recognised")
  void ourChainIsRecognised() {
    answer = "[" + reply(HEADER) + "]";
    ChainSource source = sources.current();
    assertThat(source.headers(0, 0).getFirst().time()).isEqualTo(1);
  }

  @Test
  @DisplayName("H-11 a node of another chain is refused, with both ids")
  void anotherChainIsRefused() {
    answer = reply("\"0x8\"");
    assertThatThrownBy(sources::current)
        .isInstanceOf(RpcFailure.class)
        .hasMessage("chain id: expected 7, found 8");
  }

  @Test
  @DisplayName("H-11 a node of a chain with another genesis is refused")
  void anotherGenesisIsRefused() {
    String other = HEADER.replaceFirst("\"hash\":\"0x00", "\"hash\":\"0x01");
    answer = "[" + reply(other) + "]";
    assertThatThrownBy(sources::current)
        .isInstanceOf(RpcFailure.class)
        .hasMessageContaining("genesis of chain 7: expected 0x00");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "\"0x7\"",
        "<html>busy</html>",
        "{\"jsonrpc\":\"2.0\",\"id\":0}",
        "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":7}",
        "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":\"7\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":\"0x\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":\"0xffffffffffffffff\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":\"0x77777777777777777777\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":0,\"error\":{\"code\":-32005,\"message\":\"too much\"}}",
        "{\"jsonrpc\":\"2.0\",\"id\":0,\"error\":{\"code\":\"x\",\"message\":[]}}"
      })
  @DisplayName("H-12 S06 what is no answer is refused with a code, whatever it is")
  void whatIsNoAnswerIsRefused(String body) {
    answer = body;
    assertThatThrownBy(sources::current).isInstanceOf(RpcFailure.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 413, 429, 500, 503})
  @DisplayName("H-12 S06 an HTTP failure is refused with a code")
  void httpFailuresAreRefused(int found) {
    status = found;
    answer = reply("\"0x7\"");
    assertThatThrownBy(sources::current)
        .isInstanceOf(RpcFailure.class)
        .hasMessageContaining("found " + found);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[{\"id\":0,\"result\":{}}]",
        "[{\"id\":1,\"result\":null}]",
        "[{\"id\":0,\"result\":null},{\"id\":0,\"result\":null}]",
        "[{\"id\":0,\"result\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]"
      })
  @DisplayName("H-12 a batch must answer each call once")
  void aBatchMustAnswerEachCallOnce(String body) {
    answer = body;
    assertThatThrownBy(sources::current).isInstanceOf(RpcFailure.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"latest", "0x5"})
  @DisplayName("H-16 an error in place of one header of a batch is a refusal, never an empty place")
  void anErrorAmongHeadersIsARefusal(String block) {
    answer = "[" + reply(HEADER) + "]";
    ChainSource source = sources.current();
    answer =
        "[%s,{\"id\":1,\"error\":{\"code\":-32005,\"message\":\"rate limit\"}}]"
            .formatted(reply(HEADER));
    assertThatThrownBy(() -> source.find(List.of("0x4", block)))
        .isInstanceOfSatisfying(
            RpcFailure.class, e -> assertThat(e.code()).isEqualTo("rpc.refused"))
        .hasMessageContaining("-32005");
  }

  @Test
  @DisplayName("H-66 headers whose ids were mixed up are refused, with both numbers")
  void aHeaderOfAnotherNumberIsRefused() {
    answer = "[" + reply(HEADER) + "]";
    ChainSource source = sources.current();
    answer =
        "[%s,%s]"
            .formatted(
                reply(HEADER).replace("\"id\":0", "\"id\":1"),
                reply(HEADER.replace("\"number\":\"0x0\"", "\"number\":\"0x1\"")));
    assertThatThrownBy(() -> source.find(List.of("0x0", "0x1")))
        .isInstanceOfSatisfying(
            RpcFailure.class, e -> assertThat(e.code()).isEqualTo("rpc.malformed"))
        .hasMessage("expected a header at 0, found the one at 1");
    assertThat(source.find(List.of("latest", "safe"))).allMatch(found -> found.isPresent());
  }

  @Test
  @DisplayName("H-12 a block that a node does not know is empty, by null and by a tag's error")
  void unknownBlocksAreEmpty() {
    answer = "[" + reply(HEADER) + "]";
    ChainSource source = sources.current();
    answer =
        "[{\"id\":1,\"error\":{\"code\":-39001,\"message\":\"Unknown block\"}},"
            + "{\"id\":0,\"result\":null}]";
    assertThat(source.find(List.of("latest", "finalized"))).allMatch(found -> found.isEmpty());
  }

  @Test
  @DisplayName("H-54 a metric names a node by its host, and by its port where it has one")
  void aNodeIsNamedByHostAndPort() {
    var registry = new SimpleMeterRegistry();
    var meters = new RpcMeters(registry);
    meters.record(URI.create("https://user:key@hosted.example/key"), "eth_call", "answer", 1);
    meters.record(URI.create("http://127.0.0.1:8545/?key"), "eth_call", "answer", 1);
    assertThat(registry.get("azra.rpc.requests").timers())
        .extracting(timer -> timer.getId().getTag("endpoint"))
        .containsExactlyInAnyOrder("hosted.example", "127.0.0.1:8545");
  }

  @Test
  @Timeout(120)
  @DisplayName("H-55 a node that answers a byte at a time is given up, and another is asked")
  void aDripIsGivenUp() throws IOException {
    answer = "[" + reply(HEADER) + "]";
    URI honest = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    try (DrippingServer dripping = new DrippingServer();
        ChainSources both =
            new ChainSources(
                List.of(dripping.url(), honest),
                DEPLOYMENT,
                new RpcMeters(new SimpleMeterRegistry()),
                Duration.ofSeconds(10))) {
      assertThatThrownBy(both::current)
          .isInstanceOfSatisfying(
              RpcFailure.class, e -> assertThat(e.code()).isEqualTo("rpc.unreachable"));
      both.turn();
      assertThat(both.current().headers(0, 0)).hasSize(1);
    }
  }

  private static Address address(int last) {
    return Address.of("0x" + "00".repeat(19) + "0" + last);
  }

  private static String reply(String result) {
    return "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":%s}".formatted(result);
  }
}
