// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import network.azracode.sdk.cli.Variables;
import network.azracode.sdk.process.ChildJvm;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.testnode.TestNode;
import network.azracode.service.testing.MigratedDatabase;
import network.azracode.service.testing.PostgresServer;
import network.azracode.service.testing.TestContracts;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each wrong thing that a service can be pointed at, one at a time, on a test network. */
@DisplayName("I-13 what a service rests on")
class InspectionTest {
  private static final Address NOBODY = Address.of("0x00000000000000000000000000000000000000aa");

  @TempDir private static Path folder;
  private static TestNode node;
  private static Deployment deployment;
  private static Path deploymentFile;

  private final String database = PostgresServer.freshDatabase();

  @BeforeAll
  static void deploy() throws IOException {
    node = TestNode.start();
    deployment = TestContracts.deploy(node, folder).deployment();
    deploymentFile = folder.resolve("deployment.json");
    deployment.write(deploymentFile);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void nothingIsWrongWithASoundConfiguration() {
    assertThat(sound().troubles()).isEmpty();
  }

  @Test
  void inspectingChangesNothing() {
    sound().troubles();
    sound().with("azra.chain.poll-millis", "x").troubles();
    assertThat(tables(database)).isEmpty();
  }

  @Test
  void aMisspeltVariableOfTheEnvironmentIsNamed() {
    refuses("property.unknown", "AZRA_CHAIN_RPC", sound().withVariable("AZRA_CHAIN_RPC", "x"));
  }

  @Test
  @DisplayName("I-34 what the command line reads from the same shell stops no service")
  void variablesOfTheCommandLineAreLetPass() {
    Configuration shared = sound();
    Variables.ALL.forEach(variable -> shared.withVariable(variable, "x"));
    assertThat(shared.troubles()).isEmpty();
    refuses("property.unknown", "AZRA_KEYSTORES", shared.withVariable("AZRA_KEYSTORES", "x"));
  }

  @Test
  @DisplayName("I-34 as a property, a name of the command line's is nobody's")
  void propertiesNamedLikeThemAreRefused() {
    refuses("property.unknown", "azra.keystore", sound().with("azra.keystore", "x"));
  }

  @Test
  void aMisspeltPropertyIsNamed() {
    refuses("property.unknown", "azra.deploiment", sound().with("azra.deploiment", "x"));
  }

  @Test
  void aMalformedPropertyIsNamedWithWhatWasFound() {
    refuses(
        "property.malformed",
        "azra.chain.poll-millis: expected int, found \"soon\"",
        sound().with("azra.chain.poll-millis", "soon"));
    refuses(
        "property.malformed",
        "azra.chain.poll-millis: must be greater than or equal to 10, found 3",
        sound().with("azra.chain.poll-millis", "3"));
  }

  @Test
  @DisplayName("I-13 whatever is wrong with the properties is told at once, each by its name")
  void whateverIsWrongWithThePropertiesIsToldAtOnce() {
    Configuration empty = sound().without("azra.deployment").without("azra.chain.rpc-urls");
    assertThat(
            empty
                .with("azra.chain.poll-millis", 3)
                .with("azra.deploiment", "x")
                .with("azra.bind.pubic", "x")
                .with("azra.attestor.account", "x")
                .troubles())
        .extracting(
            trouble -> String.valueOf(trouble.getMessage()).replaceFirst("one of .*, found", "…"))
        .containsExactly(
            "azra.bind.pubic: expected … a name that nobody reads",
            "azra.deploiment: expected … a name that nobody reads",
            "azra.deployment: expected the path of deployment.json, found nothing",
            "azra.chain.poll-millis: must be greater than or equal to 10, found 3",
            "azra.chain: expected either rpc-urls or replica=true, found both or neither",
            "azra.attestor: expected both web3signer and account and no keystore, or neither");
  }

  @Test
  void aServiceWithoutNodesMustSayThatItIsAReplica() {
    Configuration alone = sound().without("azra.chain.rpc-urls");
    refuses("property.malformed", "azra.chain: expected either rpc-urls or replica=true", alone);
    assertThat(alone.with("azra.chain.replica", true).troubles()).isEmpty();
  }

  @Test
  void aNodeOfAnotherChainIsRefused() throws IOException {
    Deployment other = deployedAs(1, deployment.nodeRegistry(), deployment.token());
    refuses(
        "chain.id",
        "chain id: expected 1, found " + deployment.chainId(),
        sound().with("azra.deployment", written(other)));
  }

  @Test
  void missingContractsAreRefused() throws IOException {
    Deployment other = deployedAs(deployment.chainId(), NOBODY, deployment.token());
    refuses(
        "deployment.mismatch",
        NOBODY + ": expected the code of NODE_REGISTRY, found none",
        sound().with("azra.deployment", written(other)));
  }

  @Test
  void otherCodeThanOursIsRefused() throws IOException {
    Deployment other =
        deployedAs(deployment.chainId(), deployment.settlement(), deployment.token());
    refuses(
        "deployment.mismatch",
        "expected the code of NODE_REGISTRY, found other",
        sound().with("azra.deployment", written(other)));
  }

  @Test
  void anotherTokenThanTheContractsOwnIsRefused() throws IOException {
    Deployment other = deployedAs(deployment.chainId(), deployment.nodeRegistry(), NOBODY);
    refuses(
        "deployment.mismatch",
        "token of the registry: expected " + NOBODY,
        sound().with("azra.deployment", written(other)));
  }

  @Test
  void anUnreachableNodeIsRefusedUnlessAnotherAnswers() {
    String nobody = "http://127.0.0.1:1";
    refuses("chain.unreachable", "expected an answer", sound().with("azra.chain.rpc-urls", nobody));
    List<Finding> findings =
        Inspection.of(
            sound().with("azra.chain.rpc-urls", nobody + "," + node.rpcUrl()).environment());
    assertThat(findings).filteredOn(finding -> !finding.isGood()).hasSize(1);
    assertThat(findings).filteredOn(finding -> !finding.isGood()).noneMatch(Finding::vital);
  }

  @Test
  void aMissingDeploymentIsRefused() {
    Path missing = folder.resolve("nowhere.json");
    refuses(
        "deployment.unreadable",
        "expected a deployment at " + missing,
        sound().with("azra.deployment", missing));
  }

  @Test
  void anUnreachableDatabaseIsRefusedAndItsPasswordKept() {
    String place = "jdbc:postgresql://127.0.0.1:1/azra";
    Configuration wrong = sound().with("spring.datasource.url", place + "?password=canary");
    refuses("database.unreachable", "expected PostgreSQL at " + place, wrong);
    assertThat(wrong.troubles().toString()).doesNotContain("canary");
  }

  @Test
  void anOccupiedPortIsRefused() throws IOException {
    try (var occupied = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = occupied.getLocalPort();
      refuses("port.occupied", "127.0.0.1:" + port, sound().with("server.port", port));
      refuses("port.occupied", "management", sound().with("management.server.port", port));
    }
  }

  @Test
  void otherAddressesThanLoopbackAreRefusedUnlessAllowed() {
    Configuration open = sound().with("server.address", "0.0.0.0");
    refuses("bind.public", "azra.bind.public=true, found 0.0.0.0", open);
    assertThat(open.with("azra.bind.public", true).troubles()).isEmpty();
  }

  @Test
  @DisplayName("I-13 S19 an older program refuses a newer schema")
  void aNewerSchemaIsRefused() {
    MigratedDatabase migrated = MigratedDatabase.create();
    JdbcClient jdbc = migrated.jdbc();
    jdbc.sql(
            """
            INSERT INTO flyway_schema_history
              (installed_rank, version, description, type, script, checksum,
               installed_by, execution_time, success)
            VALUES (999, '999', 'tomorrow', 'SQL', 'V999__tomorrow.sql', 1, 'x', 1, true)
            """)
        .update();
    refuses(
        "database.newer",
        "found 999; this program is older",
        sound().with("spring.datasource.url", migrated.url()));
  }

  @Test
  @DisplayName("I-13 S19 a schema that differs from its migrations is refused")
  void anAlteredSchemaIsRefused() {
    MigratedDatabase migrated = MigratedDatabase.create();
    migrated
        .jdbc()
        .sql("UPDATE flyway_schema_history SET checksum = checksum + 1 WHERE version = '1'")
        .update();
    refuses(
        "database.schema", "migration 1:", sound().with("spring.datasource.url", migrated.url()));
  }

  @Test
  @DisplayName("H-87 S19 a migration that is recorded as failed is named, and nothing is begun")
  void aFailedMigrationIsRefused() {
    MigratedDatabase migrated = MigratedDatabase.create();
    migrated
        .jdbc()
        .sql("UPDATE flyway_schema_history SET success = false WHERE version = '12'")
        .update();
    refuses(
        "database.schema", "migration 12:", sound().with("spring.datasource.url", migrated.url()));
  }

  @Test
  @DisplayName("H-87 S19 one that was killed in the middle of a migration leaves none of it")
  void aKilledMigrationIsGoneOnWith() throws Exception {
    flyway(database).target("7").load().migrate();
    JdbcClient jdbc = MigratedDatabase.at(database).jdbc();
    List<@Nullable String> before = rules(jdbc);
    try (Connection reader = MigratedDatabase.at(database).dataSource().getConnection();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("LOCK TABLE blocks IN ACCESS SHARE MODE");
      Process migrating = migrator();
      try {
        await(
            () -> count(jdbc, "pg_locks WHERE NOT granted AND relation = 'blocks'::regclass") > 0);
      } finally {
        migrating.destroyForcibly().waitFor();
      }
      reader.rollback();
    }
    await(() -> count(jdbc, "pg_stat_activity WHERE application_name = 'migrator'") == 0);
    assertThat(rules(jdbc)).isEqualTo(before);
    assertThat(sound().troubles()).isEmpty();
    flyway(database).load().migrate();
    assertThat(rules(jdbc)).isEqualTo(rules(MigratedDatabase.create().jdbc()));
  }

  /** Migrates in a process of its own. */
  public static final class Migrator {
    private Migrator() {}

    public static void main(String[] arguments) {
      flyway(arguments[0]).load().migrate();
    }
  }

  private Process migrator() throws IOException {
    return ChildJvm.of(Migrator.class)
        .maxHeapMb(128)
        .process(database + "&ApplicationName=migrator")
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static FluentConfiguration flyway(String url) {
    return Flyway.configure().dataSource(MigratedDatabase.at(url).dataSource());
  }

  /** Tables, functions and triggers: what migrations are about. */
  private static List<@Nullable String> rules(JdbcClient jdbc) {
    return jdbc.sql(
            """
            SELECT 'table ' || relname FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'i')
            UNION ALL
            SELECT 'function ' || proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
            UNION ALL
            SELECT 'trigger ' || tgname || ' on ' || tgrelid::regclass FROM pg_trigger
            WHERE NOT tgisinternal
            ORDER BY 1\
            """)
        .query(String.class)
        .list();
  }

  private static long count(JdbcClient jdbc, String what) {
    return jdbc.sql("SELECT count(*) FROM " + what).query(Long.class).single();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(20);
    }
  }

  @Test
  void aMalformedPolicyDocumentIsNamed() throws IOException {
    Path policies = Files.createTempDirectory(folder, "policies");
    Files.writeString(policies.resolve("1.yaml"), "name: half");
    refuses("policy.malformed", "policy", sound().with("azra.policies", policies));
  }

  private Configuration sound() {
    return new Configuration(
        Map.of(
            "azra.network",
            "test",
            "azra.deployment",
            deploymentFile,
            "azra.chain.rpc-urls",
            node.rpcUrl(),
            "spring.datasource.url",
            database,
            "server.port",
            0,
            "management.server.port",
            0));
  }

  private static void refuses(String code, String explanation, Configuration configuration) {
    assertThat(configuration.troubles())
        .isNotEmpty()
        .first()
        .satisfies(trouble -> {
          assertThat(trouble.code()).isEqualTo(code);
          assertThat(trouble).hasMessageContaining(explanation);
        })
        .isInstanceOf(AzraException.class);
  }

  private static Deployment deployedAs(long chainId, Address nodeRegistry, Address token) {
    return new Deployment(
        chainId,
        deployment.genesisHash(),
        deployment.block(),
        token,
        nodeRegistry,
        deployment.settlement(),
        deployment.timelock());
  }

  private static Path written(Deployment other) throws IOException {
    Path file = Files.createTempFile(folder, "deployment", ".json");
    other.write(file);
    return file;
  }

  private static List<@Nullable String> tables(String url) {
    return MigratedDatabase.at(url)
        .jdbc()
        .sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        .query(String.class)
        .list();
  }
}
