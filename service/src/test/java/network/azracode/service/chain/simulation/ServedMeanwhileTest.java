// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import network.azracode.sdk.ledger.Finality;
import network.azracode.service.AzraService;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.follow.SimulatedFollower;
import network.azracode.service.chain.leader.Leadership;
import network.azracode.service.chain.rpc.Transport;
import network.azracode.service.testing.MigratedDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole service, asked over HTTP: first it stands by while another leads, then it takes over
 * with a rebuild to do.
 */
@SpringBootTest(
    classes = ServedMeanwhileTest.Wiring.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "azra.chain.finality=depth:10",
      "azra.chain.poll-millis=20",
      "azra.rebuild=true"
    })
@TestMethodOrder(OrderAnnotation.class)
class ServedMeanwhileTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ANSWERS = 20;

  private static final MigratedDatabase DATABASE = MigratedDatabase.create();
  private static final ScriptedNode NODE = new ScriptedNode(11, 60);
  private static final Leadership LEAD = new Leadership(DATABASE.dataSource());
  private static final SimulatedFollower LEADER =
      SimulatedFollower.rebuilding(
          DATABASE.sessions(),
          Optional.empty(),
          LEAD,
          NODE.deployment(),
          List.<Transport>of(DamagedLedger.nodeOf(NODE.chain())),
          new Finality.Depth(10),
          DeepReorganisation.HALT);

  @TempDir private static Path folder;

  @LocalServerPort private int port;
  @LocalManagementPort private int managementPort;

  /** The service as it is; what it would refuse to start on is a node without contracts. */
  @Configuration(proxyBeanMethods = false)
  @Import(AzraService.class)
  static class Wiring {}

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) throws Exception {
    LEAD.start();
    leaderFollows();
    Path deployment = folder.resolve("deployment.json");
    NODE.deployment().write(deployment);
    registry.add("azra.deployment", () -> deployment);
    registry.add("azra.chain.rpc-urls", NODE::url);
    registry.add("spring.datasource.url", DATABASE::url);
  }

  @AfterAll
  static void stop() {
    LEAD.close();
    NODE.close();
  }

  @Test
  @Order(1)
  @DisplayName("H-88 an instance that stands by answers from the rows that the leader writes")
  void oneThatStandsByAnswers() throws Exception {
    await(() -> state().equals("standby"));
    NODE.chain().extend(5);
    leaderFollows();
    JsonNode jobs = new JsonMapper().readTree(jobs());
    assertThat(jobs.at("/asOf/hash").asString())
        .isEqualTo(NODE.chain().canonical().getLast().self().hash().toString());
    assertThat(jobs.path("items").size()).isPositive().isEqualTo(count("job_openings").intValue());
    assertThat(state()).isEqualTo("standby");
  }

  @Test
  @Order(2)
  @DisplayName(
      "H-89 I-9 during a rebuild every answer is of the old tables as a whole, and of the new ones from"
          + " the switch on")
  void answersAreWholeDuringARebuild() throws Exception {
    String right = jobs();
    assertThat(right).contains("\"settled\"");
    DamagedLedger.damage(DATABASE);
    String wrong = jobs();
    String tagOfWrong = page().headers().firstValue("ETag").orElseThrow();
    assertThat(page("If-None-Match", tagOfWrong).statusCode()).isEqualTo(304);
    assertThat(wrong).isNotEqualTo(right);
    List<String> told = new CopyOnWriteArrayList<>();
    ExecutorService reader = Executors.newSingleThreadExecutor();
    try (Connection holder = DATABASE.dataSource().getConnection();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("LOCK TABLE settlements IN SHARE MODE");
      Future<Boolean> asking = reader.submit(() -> asksUntil(right, told));
      LEAD.close();
      // in the middle of the switch: jobs are taken over, settlements are still to come
      await(() -> count("pg_locks WHERE NOT granted AND relation = 'settlements'::regclass") > 0);
      assertThat(state()).isEqualTo("rebuilding");
      for (int i = 0; i < ANSWERS; i++) {
        assertThat(jobs()).isEqualTo(wrong);
      }
      holder.rollback();
      await(() -> jobs().equals(right));
      assertThat(asking.get()).isTrue();
    } finally {
      reader.shutdownNow();
    }
    assertThat(told.stream().distinct()).containsExactly(wrong, right);
    assertThat(told.lastIndexOf(wrong)).isLessThan(told.indexOf(right));
    assertThat(count("rebuilds")).isEqualTo(1);
    assertThat(page("If-None-Match", tagOfWrong).body()).isEqualTo(right);
    await(() -> state().equals("following"));
  }

  private boolean asksUntil(String last, List<String> told)
      throws IOException, InterruptedException {
    do {
      told.add(jobs());
    } while (!told.getLast().equals(last));
    return true;
  }

  private static void leaderFollows() throws Exception {
    var head = NODE.chain().canonical().getLast().self();
    await(() -> {
      LEADER.look();
      return LEADER.follows(head);
    });
  }

  private String jobs() throws IOException, InterruptedException {
    HttpResponse<String> answer = page();
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private HttpResponse<String> page(String... headers) throws IOException, InterruptedException {
    return ask(port, "/api/v1/jobs?limit=200", headers);
  }

  /** What the instance under test says that it does. */
  private String state() throws IOException, InterruptedException {
    return new JsonMapper()
        .readTree(ask(managementPort, "/actuator/health/following").body())
        .at("/components/head/details/state")
        .asString();
  }

  private static HttpResponse<String> ask(int port, String path, String... headers)
      throws IOException, InterruptedException {
    URI url = URI.create("http://127.0.0.1:%d%s".formatted(port, path));
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest.Builder request = HttpRequest.newBuilder(url);
      for (int i = 0; i < headers.length; i += 2) {
        request.header(headers[i], headers[i + 1]);
      }
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  private static Long count(String what) {
    return DATABASE.jdbc().sql("SELECT count(*) FROM " + what).query(Long.class).single();
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(20);
    }
  }
}
