// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.testnode.Anvil;
import network.azracode.sdk.testnode.TestNode;
import network.azracode.service.chain.ChainProperties;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.LogProof;
import network.azracode.service.chain.rpc.Bloom;
import network.azracode.service.chain.rpc.Header;
import network.azracode.service.chain.rpc.ScriptedHeads;
import network.azracode.service.testing.MigratedDatabase;
import network.azracode.service.testing.ReadSide;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The running follower, from outside: what it reports while nodes come and go. */
class FollowerLifecycleTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final URI DEAD = URI.create("http://127.0.0.1:1");

  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final MigratedDatabase database = MigratedDatabase.create();
  private TestNode node;
  private Deployment deployment;

  @BeforeEach
  void start() {
    node = TestNode.start();
    deployment = deploymentOn(node);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  @DisplayName("H-13 a dead node is passed over, and health tells how far the ledger is")
  void aDeadNodeIsPassedOver() throws InterruptedException {
    FollowerLifecycle lifecycle = lifecycle(deployment, List.of(DEAD, node.rpcUrl()));
    lifecycle.start();
    try {
      Health health = awaitDetail(health(lifecycle, Clock.systemUTC()), "state", "following");
      assertThat(health.getStatus()).isEqualTo(Status.UP);
      assertThat(health.getDetails()).containsKeys("block", "hash", "lagBlocks", "lagSeconds");
    } finally {
      lifecycle.stop();
    }
    assertThat(lifecycle.status().report().state()).isEqualTo(FollowerStatus.State.STOPPED);
  }

  @Test
  @DisplayName("H-13 health turns red when no node has answered for a minute")
  void healthTurnsRed() throws InterruptedException {
    FollowerLifecycle lifecycle = lifecycle(deployment, List.of(DEAD));
    lifecycle.start();
    try {
      Health failing = awaitDetail(health(lifecycle, Clock.systemUTC()), "state", "failing");
      assertThat(failing.getDetails().get("trouble")).asString().startsWith("rpc.unreachable");
      Instant later = Instant.now().plusSeconds(61);
      Health red = health(lifecycle, Clock.fixed(later, ZoneOffset.UTC)).health();
      assertThat(red.getStatus()).isEqualTo(Status.DOWN);
    } finally {
      lifecycle.stop();
    }
  }

  @Test
  @DisplayName("H-13 health turns red when no look has succeeded for a minute, whatever the state")
  void healthTurnsRedWhenFollowingHangs() throws InterruptedException {
    FollowerLifecycle lifecycle = lifecycle(deployment, List.of(node.rpcUrl()));
    lifecycle.start();
    try {
      awaitDetail(health(lifecycle, Clock.systemUTC()), "state", "following");
      Instant later = Instant.now().plusSeconds(90);
      Health red = health(lifecycle, Clock.fixed(later, ZoneOffset.UTC)).health();
      assertThat(red.getDetails()).containsEntry("state", "following");
      assertThat(red.getStatus()).isEqualTo(Status.DOWN);
    } finally {
      lifecycle.stop();
    }
  }

  @Test
  @DisplayName("H-13 to have seen the chain's latest block is not yet a look that succeeded")
  void aSeenTipIsNoSuccess() {
    Instant start = Instant.ofEpochSecond(1_000);
    var now = new AtomicReference<>(start);
    InstantSource time = now::get;
    FollowerStatus status = new FollowerStatus(time.withZone(ZoneOffset.UTC));
    now.set(start.plusSeconds(61));
    Bytes32 hash = deployment.genesisHash();
    status.saw(Optional.empty(), new Header(9, hash, hash, 1, new Bloom(new byte[256]), hash));
    assertThat(status.report().latest()).isEqualTo(9);
    assertThat(status.report().lookedAt()).isEqualTo(start);
    status.looked();
    assertThat(status.report().lookedAt()).isEqualTo(now.get());
  }

  @Test
  @DisplayName("H-14 without a node to ask the service is a replica: it only answers")
  void withoutNodesItIsAReplica() {
    FollowerLifecycle lifecycle = lifecycle(deployment, List.of());
    lifecycle.start();
    assertThat(lifecycle.isRunning()).isFalse();
    assertThat(health(lifecycle, Clock.systemUTC()).health().getDetails())
        .containsEntry("state", "replica");
  }

  @Test
  @DisplayName("H-15 tables of other contracts are never followed into")
  void aForeignLedgerStopsTheStart() {
    FollowerLifecycle ours = lifecycle(deployment, List.of(node.rpcUrl()));
    ours.start();
    ours.stop();
    var other =
        new Deployment(
            deployment.chainId(),
            deployment.genesisHash(),
            0,
            address(1),
            address(8),
            address(9),
            address(4));
    FollowerLifecycle theirs = lifecycle(other, List.of(node.rpcUrl()));
    assertThatThrownBy(theirs::start)
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("ledger.foreign"));
  }

  @Test
  @DisplayName(
      "H-53 announcements hasten looks, a flood of them to ten a poll at most, and end with us")
  void announcementsHastenLooks() throws Exception {
    ScriptedHeads.Behaviour floods =
        (number, peer) -> {
          peer.subscribed();
          while (true) {
            peer.says("{}");
          }
        };
    Duration poll = Duration.ofSeconds(8);
    try (ScriptedHeads heads = new ScriptedHeads(floods);
        TestNode still = TestNode.startAnvil()) {
      new Anvil(still.rpcUrl()).mineOnDemand();
      var lifecycle =
          lifecycle(deploymentOn(still), List.of(still.rpcUrl()), poll, List.of(heads.url()));
      lifecycle.start();
      try {
        awaitDetail(health(lifecycle, Clock.systemUTC()), "state", "following");
        long began = System.nanoTime();
        long before = requests();
        // four whole polls would be more than our patience
        await(() -> requests() >= before + 5);
        assertThat(Duration.ofNanos(System.nanoTime() - began))
            .isGreaterThan(poll.multipliedBy(3).dividedBy(10));
      } finally {
        lifecycle.stop();
      }
      await(() -> heads.openConnections() == 0);
    }
  }

  @Test
  @DisplayName("H-57 one that is stopped lets go of the lead at once, and may start again")
  void oneThatIsStoppedLetsGo() throws InterruptedException {
    FollowerLifecycle one = lifecycle(deployment, List.of(node.rpcUrl()));
    FollowerLifecycle two = lifecycle(deployment, List.of(node.rpcUrl()));
    for (FollowerLifecycle each : List.of(one, two, one)) {
      each.start();
      try {
        await(() -> each.status().report().state() == FollowerStatus.State.FOLLOWING);
        assertThat(each.leads()).isTrue();
      } finally {
        each.stop();
      }
      assertThat(each.leads()).isFalse();
      assertThat(each.status().report().state()).isEqualTo(FollowerStatus.State.STOPPED);
    }
    assertThat(one.getPhase())
        .as("it stops before the web server, which answers what is still asked")
        .isGreaterThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE);
  }

  private long requests() {
    return registry.find("azra.rpc.requests").timers().stream().mapToLong(Timer::count).sum();
  }

  private FollowerLifecycle lifecycle(Deployment of, List<URI> rpcUrls) {
    return lifecycle(of, rpcUrls, Duration.ofMillis(20), List.of());
  }

  private FollowerLifecycle lifecycle(
      Deployment of, List<URI> rpcUrls, Duration poll, List<URI> webSocketUrls) {
    var properties =
        new ChainProperties(
            rpcUrls,
            rpcUrls.isEmpty(),
            new Finality.Depth(2),
            DeepReorganisation.HALT,
            LogProof.BLOOM,
            List.of(),
            Math.toIntExact(poll.toMillis()),
            webSocketUrls);
    return new FollowerLifecycle(
        properties,
        of,
        List.of(),
        new JdbcTemplate(database.dataSource()),
        new JdbcTransactionManager(database.dataSource()),
        registry,
        Clock.systemUTC(),
        false);
  }

  private ChainHealth health(FollowerLifecycle lifecycle, Clock clock) {
    return new ChainHealth(lifecycle, ReadSide.of(database).ledger(), clock);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(5);
    }
  }

  private static Health awaitDetail(ChainHealth indicator, String detail, String wanted)
      throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    Health health = indicator.health();
    while (!wanted.equals(health.getDetails().get(detail)) || missing(health, wanted)) {
      assertThat(Instant.now()).as("%s", health).isBefore(end);
      Thread.sleep(20);
      health = indicator.health();
    }
    return health;
  }

  /** The first look may not have committed anything yet. */
  private static boolean missing(Health health, String wanted) {
    return wanted.equals("following") && !health.getDetails().containsKey("block");
  }

  private static Deployment deploymentOn(TestNode node) {
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
