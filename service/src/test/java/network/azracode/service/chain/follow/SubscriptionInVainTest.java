// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import network.azracode.sdk.ledger.Block;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.testnode.Anvil;
import network.azracode.sdk.testnode.TestNode;
import network.azracode.service.chain.ChainProperties;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.LogProof;
import network.azracode.service.chain.rpc.ScriptedHeads;
import network.azracode.service.chain.rpc.ScriptedHeads.Behaviour;
import network.azracode.service.testing.MigratedDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The running follower, whose subscription announces nothing of what happens on the chain. */
@TestInstance(Lifecycle.PER_CLASS)
@DisplayName("H-77 a subscription is never trusted alone")
class SubscriptionInVainTest {
  private static final int POLL_MILLIS = 100;

  /** Many polls, and less than the minute after which a silent connection is made anew. */
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private TestNode node;
  private Anvil anvil;
  private Chain chain;

  @BeforeAll
  void start() {
    node = TestNode.startAnvil();
    anvil = new Anvil(node.rpcUrl());
    anvil.mineOnDemand();
    anvil.mine(20);
    chain = Chain.connect(node.rpcUrl(), node.chainId());
  }

  @AfterAll
  void stop() {
    chain.close();
    node.close();
  }

  static Stream<Arguments> peers() {
    return Stream.of(
        peer(
            "takes the subscription and falls silent",
            (number, peer) -> {
              peer.subscribed();
              peer.says("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"0x1\"}");
              peer.untilItLeaves();
            }),
        peer(
            "refuses to subscribe, -32600 as Besu does",
            (number, peer) -> {
              peer.subscribed();
              peer.says("{\"id\":1,\"error\":{\"code\":-32600,\"message\":\"Invalid Request\"}}");
              peer.untilItLeaves();
            }),
        peer(
            "refuses to upgrade",
            (number, peer) -> {
              peer.request();
              peer.write("HTTP/1.1 426 Upgrade Required\r\nContent-Length: 0\r\n\r\n");
            }));
  }

  @ParameterizedTest(name = "beside a peer that {0}, blocks are read by polling")
  @MethodSource("peers")
  void blocksAreReadByPolling(String how, Behaviour behaviour) throws Exception {
    try (ScriptedHeads heads = new ScriptedHeads(behaviour)) {
      assertFollows(heads.url(), () -> heads.connections() > 0);
    }
  }

  @Test
  @DisplayName("H-77 beside a socket that nobody listens at, blocks are read by polling")
  void blocksAreReadBesideADeadSocket() throws Exception {
    assertFollows(URI.create("ws://127.0.0.1:1"), () -> true);
  }

  /** New blocks, then others in their place: of neither does the socket say anything. */
  private void assertFollows(URI socket, BooleanSupplier isTried) throws InterruptedException {
    MigratedDatabase database = MigratedDatabase.create();
    FollowerLifecycle lifecycle = lifecycle(database, socket);
    lifecycle.start();
    try {
      await(isTried);
      await(() -> isConverged(database));
      anvil.mine(3);
      await(() -> isConverged(database));
      anvil.reorganise(2);
      await(() -> isConverged(database));
    } finally {
      lifecycle.stop();
    }
  }

  private boolean isConverged(MigratedDatabase database) {
    Block head = chain.head();
    List<Bytes32> ours =
        database
            .jdbc()
            .sql("SELECT hash FROM blocks WHERE number = (SELECT max(number) FROM blocks)")
            .query((row, index) -> Bytes32.of(row.getBytes(1)))
            .list();
    return ours.equals(List.of(head.hash()));
  }

  private FollowerLifecycle lifecycle(MigratedDatabase database, URI socket) {
    var properties =
        new ChainProperties(
            List.of(node.rpcUrl()),
            false,
            new Finality.Depth(10),
            DeepReorganisation.HALT,
            LogProof.BLOOM,
            List.of(),
            POLL_MILLIS,
            List.of(socket));
    var deployment =
        new Deployment(
            node.chainId(),
            chain.block(0).hash(),
            0,
            address(1),
            address(2),
            address(3),
            address(4));
    return new FollowerLifecycle(
        properties,
        deployment,
        List.of(),
        new JdbcTemplate(database.dataSource()),
        new JdbcTransactionManager(database.dataSource()),
        new SimpleMeterRegistry(),
        Clock.systemUTC(),
        false);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(10);
    }
  }

  private static Arguments peer(String how, Behaviour behaviour) {
    return Arguments.of(how, behaviour);
  }

  private static Address address(int last) {
    return Address.of("0x" + "00".repeat(19) + "0" + last);
  }
}
