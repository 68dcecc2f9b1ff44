// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.service.chain.follow.FollowerStatus.State;
import network.azracode.service.chain.rpc.BlockReference;
import network.azracode.service.chain.rpc.Bloom;
import network.azracode.service.chain.rpc.Header;
import network.azracode.service.chain.rpc.RpcMeters;
import network.azracode.service.chain.spi.Answer;
import network.azracode.service.chain.spi.AsOf;
import network.azracode.service.chain.spi.Finality;
import network.azracode.service.chain.spi.Ledger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Every alert rule that we hand out, over what the production meters expose. */
class AlertRulesTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("maven.multiModuleProjectDirectory", ".."))
          .resolve("docs/grafana");
  private static final Instant START = Instant.ofEpochSecond(1_000_000);

  private static final Duration POOL_TIMEOUT = Duration.ofSeconds(5);

  private Instant now = START;
  private boolean leads = true;
  private boolean databaseIsGone;
  private boolean ledgerIsEmpty;
  private AsOf head = new AsOf(10, Bytes32.ZERO, Finality.HEAD, START.getEpochSecond(), 0);
  private final InstantSource time = () -> now;
  private final FollowerStatus status = new FollowerStatus(time.withZone(ZoneOffset.UTC));
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final FollowerMetrics metrics = new FollowerMetrics(registry, status);
  private final RpcMeters rpc = new RpcMeters(registry);

  /** Held as the service holds it: a meter does not keep alive what it reads. */
  private final LedgerGauges gauges =
      new LedgerGauges(new Watched(), new OneBlock(), time.withZone(ZoneOffset.UTC));

  private final Map<String, Runnable> causes = new LinkedHashMap<>();

  /** What is not yet, or not quite, what the alert is about. */
  private final Map<String, Runnable> nearCauses = new LinkedHashMap<>();

  AlertRulesTest() {
    gauges.bindTo(registry);
    causes.put(
        "AzraBehind",
        () -> {
          now = START.plusSeconds(121);
          saw(10, 11);
        });
    causes.put("AzraSilent", () -> now = START.plusSeconds(61));
    causes.put(
        "AzraHeadOld",
        () -> {
          now = START.plusSeconds(601);
          saw(10, 10);
          status.looked();
        });
    causes.put(
        "AzraHalted",
        () -> status.troubled(State.HALTED, new AzraException("chain.unrelated", "")));
    causes.put("AzraNodeLies", () -> metrics.refused(new AzraException("chain.refused", "")));
    causes.put("AzraFailures", () -> times(11, metrics::failed));
    causes.put("AzraReorganisationDeep", () -> metrics.reorganised(11));
    causes.put("AzraFinalityBroken", () -> metrics.leftFinalBlock("healed"));
    causes.put("AzraQuarantined", () -> metrics.committed(1, 1, 1));
    causes.put("AzraRpcErrors", () -> times(21, this::unanswered));
    causes.put("AzraNoLeader", () -> leads = false);
    causes.put("AzraNotScraped", registry::clear);
    nearCauses.put(
        "AzraBehind",
        () -> {
          now = START.plusSeconds(120);
          saw(10, 11);
        });
    nearCauses.put("AzraSilent", () -> now = START.plusSeconds(60));
    nearCauses.put("AzraHeadOld", () -> now = START.plusSeconds(600));
    nearCauses.put(
        "AzraHalted",
        () -> status.troubled(State.FAILING, new AzraException("rpc.unreachable", "")));
    nearCauses.put("AzraNodeLies", () -> metrics.refused(new AzraException("rpc.refused", "")));
    nearCauses.put("AzraFailures", () -> times(10, metrics::failed));
    nearCauses.put("AzraReorganisationDeep", () -> metrics.reorganised(10));
    nearCauses.put("AzraFinalityBroken", () -> metrics.reorganised(64));
    nearCauses.put("AzraQuarantined", () -> metrics.committed(1, 1, 0));
    nearCauses.put("AzraRpcErrors", () -> times(20, this::unanswered));
    nearCauses.put("AzraNoLeader", () -> status.going(State.HALTED));
    nearCauses.put("AzraNotScraped", () -> leads = false);
  }

  private final class Watched implements Following {
    @Override
    public FollowerStatus status() {
      return status;
    }

    @Override
    public boolean leads() {
      return leads;
    }
  }

  private final class OneBlock implements Ledger {
    @Override
    public <T> Answer<T> read(Supplier<T> queries) {
      return new Answer<>(head, queries.get());
    }

    @Override
    public AsOf head() {
      return head;
    }

    @Override
    public Optional<AsOf> latest() {
      return asked();
    }

    @Override
    public Optional<AsOf> finalized() {
      return asked();
    }

    private Optional<AsOf> asked() {
      if (databaseIsGone) {
        now = now.plus(POOL_TIMEOUT);
        throw new CannotGetJdbcConnectionException("timed out");
      }
      return ledgerIsEmpty ? Optional.empty() : Optional.of(head);
    }

    @Override
    public Optional<AsOf> block(long number) {
      return Optional.empty();
    }
  }

  static Stream<JsonNode> rules() throws IOException {
    return new YAMLMapper()
        .readTree(Files.readString(FOLDER.resolve("azra.rules.yml")))
        .path("groups")
        .get(0)
        .path("rules")
        .valueStream();
  }

  @ParameterizedTest
  @MethodSource("rules")
  @DisplayName("H-45 every alert fires when what it is about happens, and not before")
  void everyAlertFires(JsonNode rule) {
    saw(10, 10);
    status.looked();
    status.going(State.FOLLOWING);
    unanswered();
    Expression expression = new Expression(rule.path("expr").asString());
    String healthy = registry.scrape();
    assertThat(expression.fires(healthy, healthy)).as("%s, healthy", expression).isFalse();
    Objects.requireNonNull(nearCauses.get(name(rule))).run();
    assertThat(expression.fires(healthy, registry.scrape())).as("%s, nearly", expression).isFalse();
    healthy = registry.scrape();
    Runnable cause = causes.get(rule.path("alert").asString());
    assertThat(cause).as("cause of %s", rule.path("alert")).isNotNull();
    cause.run();
    assertThat(expression.fires(healthy, registry.scrape())).as("%s", expression).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rpc.limited",
        "rpc.refused",
        "rpc.too-large",
        "rpc.unreachable",
        "ledger.deposed"
      })
  @DisplayName("H-69 a node that limits, refuses or is away is not said to lie")
  void whoDoesNotAnswerDoesNotLie(String code) throws IOException {
    unanswered();
    String healthy = registry.scrape();
    metrics.refused(new AzraException(code, ""));
    String scrape = registry.scrape();
    assertThat(rules().filter(rule -> fires(rule, healthy, scrape)).map(AlertRulesTest::name))
        .doesNotContain("AzraNodeLies");
  }

  @Test
  @DisplayName("H-67 with the database gone a scrape waits for it once, and tells of the halt")
  void aScrapeArrivesWithoutTheDatabase() throws IOException {
    status.going(State.FOLLOWING);
    unanswered();
    String healthy = registry.scrape();
    now = now.plusSeconds(15);
    databaseIsGone = true;
    status.troubled(State.HALTED, new AzraException("ledger.unavailable", ""));
    times(11, metrics::failed);
    Instant began = now;
    String scrape = registry.scrape();
    assertThat(Duration.between(began, now)).isEqualTo(POOL_TIMEOUT);
    assertThat(rules().filter(rule -> fires(rule, healthy, scrape)).map(AlertRulesTest::name))
        .contains("AzraHalted", "AzraFailures");
    assertThat(scrape).containsPattern("(?m)^azra_chain_head NaN$");
    databaseIsGone = false;
    now = now.plusSeconds(1);
    assertThat(registry.scrape()).containsPattern("(?m)^azra_chain_head 10");
  }

  @Test
  @DisplayName("H-45 H-54 a ledger that is still empty after two minutes is told as behind")
  void anEmptyLedgerIsBehind() throws IOException {
    ledgerIsEmpty = true;
    unanswered();
    status.saw(Optional.empty(), latest(10));
    Clock clock = time.withZone(ZoneOffset.UTC);
    var health = new FollowingHealth(new Watched(), new OneBlock(), clock);
    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    String young = registry.scrape();
    now = START.plusSeconds(121);
    status.looked();
    String scrape = registry.scrape();
    assertThat(rules().filter(rule -> fires(rule, young, scrape)).map(AlertRulesTest::name))
        .contains("AzraBehind");
    assertThat(health.health().getStatus()).isEqualTo(FollowingHealth.BEHIND);
  }

  @Test
  @DisplayName("H-45 who stands by is not behind: its last head is of when it led")
  void whoStandsByIsNotBehind() throws IOException {
    unanswered();
    String healthy = registry.scrape();
    Objects.requireNonNull(causes.get("AzraBehind")).run();
    leads = false;
    String scrape = registry.scrape();
    assertThat(rules().filter(rule -> fires(rule, healthy, scrape)).map(AlertRulesTest::name))
        .contains("AzraNoLeader")
        .doesNotContain("AzraBehind");
  }

  @Test
  @DisplayName("H-45 a database that comes back within a minute pages nobody")
  void aHaltPagesAfterAMinute() throws IOException {
    assertThat(rules().filter(rule -> name(rule).equals("AzraHalted")))
        .singleElement()
        .satisfies(rule -> assertThat(rule.path("for").asString()).isEqualTo("1m"));
  }

  @Test
  @DisplayName("H-46 the dashboard asks only for metrics that there are")
  void theDashboardAsksForWhatThereIs() throws IOException {
    unanswered();
    metrics.commit(() -> {});
    String scrape = registry.scrape();
    var names =
        java.util.regex.Pattern.compile("azra_[a-z_]+")
            .matcher(Files.readString(FOLDER.resolve("azra-chain.json")))
            .results()
            .map(java.util.regex.MatchResult::group)
            .distinct()
            .toList();
    assertThat(names).hasSizeGreaterThan(15);
    assertThat(names)
        .allSatisfy(name -> assertThat(scrape).containsPattern("(?m)^" + name + "[ {]"));
  }

  private static boolean fires(JsonNode rule, String before, String after) {
    return new Expression(rule.path("expr").asString()).fires(before, after);
  }

  private static String name(JsonNode rule) {
    return rule.path("alert").asString();
  }

  private void saw(long ours, long latest) {
    status.saw(Optional.of(new BlockReference(ours, Bytes32.ZERO)), latest(latest));
  }

  private static Header latest(long number) {
    Bloom none = new Bloom(new byte[256]);
    return new Header(number, Bytes32.ZERO, Bytes32.ZERO, 1, none, Bytes32.ZERO);
  }

  private void unanswered() {
    rpc.record(URI.create("http://127.0.0.1:1"), "eth_getLogs", "failure", 1);
  }

  private static void times(int count, Runnable action) {
    for (int i = 0; i < count; i++) {
      action.run();
    }
  }
}
