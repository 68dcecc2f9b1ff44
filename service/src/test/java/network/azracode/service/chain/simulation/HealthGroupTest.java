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
    awaits("UP", UP);
    NODE.says(request ->
        FollowedProvider.asksFor(request, "eth_getLogs") ? Answer.status(429) : Answer.honest());
    NODE.chain().extend(5);
    JsonNode head = awaits("BEHIND", UNAVAILABLE);
    assertThat(head.at("/details/lagBlocks").asInt()).isBetween(1, 5);
  }

  @Test
  @DisplayName("H-54 NODE_LIES: what a node tells contradicts itself")
  void nodeLies() throws Exception {
    awaits("UP", UP);
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
    awaits("UP", UP);
    NODE.says(request -> Answer.status(500));
    // a look that still succeeds may be under way
    await(answer -> said(answer).at("/components/head/details/state").asString().equals("failing"));
    AHEAD.set(Duration.ofSeconds(61));
    awaits("NODE_SILENT", UNAVAILABLE);
  }

  @Test
  @DisplayName("H-54 DATABASE: PostgreSQL cannot be asked")
  void database() throws Exception {
    awaits("UP", UP);
    allowConnections(false);
    try {
      awaits("DATABASE", UNAVAILABLE);
    } finally {
      allowConnections(true);
    }
  }

  /**
   * Until the group and its component {@code head} answer so; tells the latter. Components are
   * asked one after the other, so that one may tell of a moment before.
   */
  private JsonNode awaits(String status, int httpStatus) throws Exception {
    HttpResponse<String> answer =
        await(given ->
            said(given).at("/components/head/status").asString().equals(status)
                && said(given).path("status").asString().equals(status));
    JsonNode group = said(answer);
    assertThat(answer.statusCode()).isEqualTo(httpStatus);
    assertThat(group.path("components").propertyNames())
        .containsExactlyInAnyOrder("head", "chain", "db");
    assertThat(answer.body()).doesNotContain(KEY, "jdbc:", "password", "127.0.0.1");
    return group.at("/components/head");
  }

  private HttpResponse<String> await(Predicate<HttpResponse<String>> wanted) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    HttpResponse<String> answer = ask();
    while (!wanted.test(answer)) {
      assertThat(System.nanoTime()).as(answer.body()).isLessThan(end);
      Thread.sleep(20);
      answer = ask();
    }
    return answer;
  }

  private static JsonNode said(HttpResponse<String> answer) {
    return new JsonMapper().readTree(answer.body());
  }

  private HttpResponse<String> ask() throws IOException, InterruptedException {
    URI url = URI.create("http://127.0.0.1:%d/actuator/health/following".formatted(port));
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
    }
  }

  private static void allowConnections(boolean allowed) throws SQLException {
    String name = DATABASE.url().replaceFirst(".*/([^/?]+)(\\?.*)?", "$1");
    String other = DATABASE.url().replace("/" + name, "/postgres");
    try (Connection connection = MigratedDatabase.at(other).dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER DATABASE %s ALLOW_CONNECTIONS %s".formatted(name, allowed));
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'"
              .formatted(name));
    }
  }
}
