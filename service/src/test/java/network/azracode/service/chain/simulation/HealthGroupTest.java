// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.service.chain.ChainProperties;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.LogProof;
import network.azracode.service.chain.simulation.ScriptedNode.Answer;
import network.azracode.service.jobs.JobProjection;
import network.azracode.service.nodes.NodeProjection;
import network.azracode.service.settlement.SettlementProjection;
import network.azracode.service.testing.MigratedDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The running follower with its health endpoints, as a monitor sees them. */
@SpringBootTest(
    classes = HealthGroupTest.Wiring.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"management.server.port=0", "spring.datasource.hikari.connection-timeout=500"})
@DisplayName("H-54 the health group says over HTTP why the ledger is not at the head")
class HealthGroupTest {
  private static final Duration PATIENCE = Duration.ofSeconds(50);
  private static final String KEY = "key-of-the-provider";
  private static final int POLL_MILLIS = 50;
  private static final String FOLLOWING = "health/following";
  private static final int PART = 100;
  private static final int UP = 200;
  private static final int UNAVAILABLE = 503;

  private static final ScriptedNode NODE = new ScriptedNode(9, 20);
  private static final MigratedDatabase DATABASE = MigratedDatabase.create();
  private static final AtomicReference<Duration> AHEAD = new AtomicReference<>(Duration.ZERO);

  @LocalManagementPort private int port;

  /** The follower of the application, on a clock of ours. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @ComponentScan({"network.azracode.service.chain.follow", "network.azracode.service.chain.store"})
  @Import({JobProjection.class, NodeProjection.class, SettlementProjection.class})
  static class Wiring {
    @Bean
    ChainProperties chainProperties() {
      return new ChainProperties(
          List.of(URI.create(NODE.url() + "/v3/" + KEY)),
          false,
          new Finality.Tag(),
          DeepReorganisation.HALT,
          LogProof.BLOOM,
          List.of(),
          POLL_MILLIS);
    }

    @Bean
    Deployment deployment() {
      return NODE.deployment();
    }

    @Bean
    Clock clock() {
      InstantSource time = () -> Instant.now().plus(AHEAD.get());
      return time.withZone(ZoneOffset.UTC);
    }
  }

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    registry.add("spring.datasource.url", DATABASE::url);
  }

  /** Or a test would be about a follower that has yet to begin, which is well, too. */
  @BeforeEach
  void isAtTheHead() throws Exception {
    awaitsHead();
  }

  @AfterEach
  void comesBackByItself() throws Exception {
    NODE.says(request -> Answer.honest());
    AHEAD.set(Duration.ZERO);
    awaits("UP", UP);
  }

  @AfterAll
  static void stop() {
    NODE.close();
  }

  @Test
  @DisplayName("H-54 BEHIND: it knows of newer blocks and does not get them")
  void behind() throws Exception {
    NODE.says(request ->
        FollowedProvider.asksFor(request, "eth_getLogs") ? Answer.status(429) : Answer.honest());
    NODE.chain().extend(5);
    JsonNode head = awaits("BEHIND", UNAVAILABLE);
    assertThat(head.at("/details/lagBlocks").asInt()).isBetween(1, 5);
  }

  @Test
  @DisplayName("H-54 NODE_LIES: what a node tells contradicts itself")
  void nodeLies() throws Exception {
    NODE.says(request ->
        Answer.of(
            NODE.honestly(request)
                .replaceAll("\"timestamp\":\"[^\"]*\"", "\"timestamp\":\"0x1\"")));
    NODE.chain().extend(5);
    JsonNode head = awaits("NODE_LIES", UNAVAILABLE);
    assertThat(head.at("/details/trouble").asString()).startsWith("ledger.refused: ");
  }

  @Test
  @DisplayName("H-54 NODE_SILENT: no node has answered for a minute")
  void nodeSilent() throws Exception {
    NODE.says(request -> Answer.status(500));
    // a look that still succeeds may be under way
    await(
        FOLLOWING,
        answer -> said(answer).at("/components/head/details/state").asString().equals("failing"));
    AHEAD.set(Duration.ofSeconds(61));
    awaits("NODE_SILENT", UNAVAILABLE);
  }

  @Test
  @DisplayName("H-54 S14 DATABASE: PostgreSQL goes away; when it is back, so are we, at the head")
  void databaseGoesAway() throws Exception {
    inDatabase("ALLOW_CONNECTIONS false");
    try {
      awaits("DATABASE", UNAVAILABLE);
      NODE.chain().extend(3);
    } finally {
      inDatabase("ALLOW_CONNECTIONS true");
    }
    awaitsHead();
  }

  @Test
  @DisplayName("H-86 S15 DATABASE: PostgreSQL only reads, so that nobody can even lead")
  void databaseOnlyReads() throws Exception {
    inDatabase("SET default_transaction_read_only = on");
    try {
      await("metrics/azra.chain.leader", answer -> measured(answer) == 0);
      awaits("DATABASE", UNAVAILABLE);
      NODE.chain().extend(3);
    } finally {
      inDatabase("RESET default_transaction_read_only");
    }
    awaitsHead();
  }

  @Test
  @DisplayName("H-48 a back-fill under way tells over HTTP how fast it is and what time is left")
  void backfill() throws Exception {
    long head = NODE.chain().latest();
    var first = new CountDownLatch(1);
    var second = new CountDownLatch(1);
    // or the follower would keep up while the chain grows
    NODE.says(request -> Answer.status(503));
    NODE.chain().extend(3 * PART);
    NODE.says(request ->
        FollowedProvider.asksFor(request, "eth_getLogs")
            ? inTwoParts(request.at("/params/0"), head, first, second)
                .orElseGet(() -> Answer.error(request, -32005, "query exceeds max block range"))
            : Answer.honest());
    try {
      await(FOLLOWING, answer -> isBetween(lagBlocks(answer), PART, 3 * PART - 1));
      // the clock is ours: what comes now comes ten seconds later
      AHEAD.set(Duration.ofSeconds(10));
      first.countDown();
      JsonNode details =
          said(await(
                  FOLLOWING,
                  answer -> said(answer).at("/components/head/details/secondsLeft").asInt(0) > 0))
              .at("/components/head/details");
      assertThat(details.path("state").asString()).isEqualTo("backfilling");
      assertThat(details.path("blocksPerSecond").asInt()).isBetween(1, PART);
      assertThat(measured(ask("metrics/azra.chain.backfill.left.seconds"))).isPositive();
      assertThat(measured(ask("metrics/azra.chain.backfill.blocks.per.second"))).isPositive();
    } finally {
      first.countDown();
      second.countDown();
    }
    awaitsHead();
    await(FOLLOWING, answer -> !answer.body().contains("secondsLeft"));
  }

  /** The first part at once, each of the others when it may; empty for what is more at once. */
  private static Optional<Answer> inTwoParts(
      JsonNode filter, long head, CountDownLatch first, CountDownLatch second) {
    long from = Long.decode(filter.path("fromBlock").asString());
    long last = Long.decode(filter.path("toBlock").asString());
    if (last - from >= PART / 2) {
      return Optional.empty();
    }
    try {
      if (from > head + PART) {
        first.await();
      }
      if (from > head + 2 * PART) {
        second.await();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return Optional.of(Answer.honest());
  }

  private static boolean isBetween(long value, long least, long most) {
    return value >= least && value <= most;
  }

  private static long lagBlocks(HttpResponse<String> answer) {
    return said(answer).at("/components/head/details/lagBlocks").asLong();
  }

  private static double measured(HttpResponse<String> answer) {
    return said(answer).at("/measurements/0/value").asDouble();
  }

  /** Until all blocks that there are stand in the ledger, and all is well. */
  private void awaitsHead() throws Exception {
    await(
        FOLLOWING,
        answer ->
            said(answer).at("/components/chain/details/block").asLong() == NODE.chain().latest());
    awaits("UP", UP);
  }

  /**
   * Until the group and its component {@code head} answer so; tells the latter. Components are
   * asked one after the other, so that one may tell of a moment before.
   */
  private JsonNode awaits(String status, int httpStatus) throws Exception {
    HttpResponse<String> answer =
        await(
            FOLLOWING,
            given ->
                said(given).at("/components/head/status").asString().equals(status)
                    && said(given).path("status").asString().equals(status));
    JsonNode group = said(answer);
    assertThat(answer.statusCode()).isEqualTo(httpStatus);
    assertThat(group.path("components").propertyNames())
        .containsExactlyInAnyOrder("head", "chain", "db");
    assertThat(answer.body()).doesNotContain(KEY, "jdbc:", "password", "127.0.0.1");
    return group.at("/components/head");
  }

  private HttpResponse<String> await(String path, Predicate<HttpResponse<String>> wanted)
      throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    HttpResponse<String> answer = ask(path);
    while (!wanted.test(answer)) {
      assertThat(System.nanoTime()).as(answer.body()).isLessThan(end);
      Thread.sleep(20);
      answer = ask(path);
    }
    return answer;
  }

  private static JsonNode said(HttpResponse<String> answer) {
    return new JsonMapper().readTree(answer.body());
  }

  private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
    URI url = URI.create("http://127.0.0.1:%d/actuator/%s".formatted(port, path));
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
    }
  }

  /** From now on, for everybody anew. */
  private static void inDatabase(String alteration) throws SQLException {
    String name = DATABASE.url().replaceFirst(".*/([^/?]+)(\\?.*)?", "$1");
    String other = DATABASE.url().replace("/" + name, "/postgres");
    try (Connection connection = MigratedDatabase.at(other).dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER DATABASE %s %s".formatted(name, alteration));
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'"
              .formatted(name));
    }
  }
}
