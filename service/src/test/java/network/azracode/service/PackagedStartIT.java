// SPDX-License-Identifier: Apache-2.0
package network.azracode.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import network.azracode.sdk.process.FreePort;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.KeystoreCost;
import network.azracode.sdk.testnode.TestNode;
import network.azracode.service.testing.KeyMaterial;
import network.azracode.service.testing.MigratedDatabase;
import network.azracode.service.testing.PostgresServer;
import network.azracode.service.testing.TestContracts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The entry point of the image, as it stands, with the packaged jar: real processes, real exits.
 */
@DisplayName("I-13, I-16, I-17 packaged start")
@Execution(ExecutionMode.CONCURRENT) // one test's service starts while another's is waited for
class PackagedStartIT {
  private static final Path ENTRYPOINT = Path.of("../docker/entrypoint.sh").toAbsolutePath();
  private static final Path HEALTHY = Path.of("../docker/healthy.sh").toAbsolutePath();
  private static final int PATIENCE_SECONDS = 300;
  private static final int SIGTERM_EXIT = 143;
  private static final List<String> ACTUATOR =
      List.of(
          "health",
          "info",
          "metrics",
          "env",
          "configprops",
          "beans",
          "heapdump",
          "threaddump",
          "loggers",
          "logfile",
          "mappings",
          "httpexchanges");

  @TempDir private static Path contracts;
  private static TestNode node;

  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final String database = PostgresServer.freshDatabase();
  private int port;
  private int managementPort;

  @BeforeAll
  static void deploy() throws IOException {
    node = TestNode.start();
    TestContracts.deploy(node, contracts).deployment().write(contracts.resolve("deployment.json"));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @BeforeEach
  void configure() throws IOException {
    port = FreePort.draw();
    managementPort = FreePort.draw();
    Files.createDirectory(folder.resolve("work"));
    Files.createDirectory(folder.resolve("tmp"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put(
        "JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Djava.io.tmpdir=" + folder.resolve("tmp"));
    environment.put("SERVICE_JAR", System.getProperty("packaged.jar"));
    environment.put("AZRA_NETWORK", "test");
    environment.put("AZRA_PROFILE", "local");
    environment.put("AZRA_DEPLOYMENT", contracts.resolve("deployment.json").toString());
    environment.put("AZRA_CHAIN_RPCURLS", node.rpcUrl().toString());
    environment.put("AZRA_CHAIN_FINALITY", "depth:2");
    environment.put("SPRING_DATASOURCE_URL", database);
    environment.put("SERVER_PORT", String.valueOf(port));
    environment.put("MANAGEMENT_SERVER_PORT", String.valueOf(managementPort));
  }

  @Test
  void aWrongStartIsOneLineAndChangesNothing() throws Exception {
    environment.put("AZRA_CHAIN_RPC", "http://127.0.0.1:1");
    Process service = start();
    assertThat(exit(service)).isEqualTo(1);
    assertThat(Files.readAllLines(folder.resolve("err")))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("azra-service: refused to start: property.unknown: AZRA_CHAIN_RPC: expected");
    assertThat(tables()).isEmpty();
  }

  @Test
  void theCheckListsAllThatIsMissingAndChangesNothing() throws Exception {
    environment.put("AZRA_CHAIN_RPCURLS", "http://127.0.0.1:1");
    environment.put("SERVER_ADDRESS", "0.0.0.0");
    Process check = start("--azra.check");
    assertThat(exit(check)).isEqualTo(1);
    assertThat(Files.readAllLines(folder.resolve("out")))
        .anyMatch(line -> line.startsWith("not ok  server at 0.0.0.0:"))
        .anyMatch(line -> line.startsWith("not ok  node http://127.0.0.1:1"))
        .anyMatch(line -> line.startsWith("ok      database at "))
        .allMatch(line -> line.matches("(ok|not ok) .*"));
    assertThat(tables()).isEmpty();
  }

  @Test
  void theVersionNamesTheCommit() throws Exception {
    Process version = start("--version");
    assertThat(exit(version)).isZero();
    assertThat(folder.resolve("out"))
        .content()
        .matches("azra-service \\S+ \\(commit ([0-9a-f]{40}(-dirty)?|unknown)\\)\\R");
  }

  /** [K-24] */
  @Test
  void aServiceWithAKeyShowsNeitherKeyNorPasswordAnywhere() throws Exception {
    KeyMaterial secret = attestorKey();
    Process service = start();
    try (HttpClient client = HttpClient.newHttpClient()) {
      awaitHealthy(service);
      Path process = Path.of("/proc", String.valueOf(service.pid()));
      for (String list : List.of("cmdline", "environ")) {
        byte[] shown = Files.readAllBytes(process.resolve(list));
        assertThat(secret.formsIn(shown)).as(list).isEmpty();
        assertThat(shown).as("positive control: it is this process").isNotEmpty();
      }
      for (String endpoint : ACTUATOR) {
        HttpResponse<byte[]> answer = client.send(management(endpoint), BodyHandlers.ofByteArray());
        assertThat(secret.formsIn(answer.body())).as(endpoint).isEmpty();
        boolean isServed = List.of("health", "info", "metrics").contains(endpoint);
        assertThat(answer.statusCode()).as(endpoint).isEqualTo(isServed ? 200 : 404);
      }
      service.destroy();
      assertThat(exit(service)).isEqualTo(SIGTERM_EXIT);
    } finally {
      service.destroyForcibly();
    }
    byte[] log = Files.readAllBytes(folder.resolve("out"));
    assertThat(new String(log, UTF_8)).contains("attestor: 0x");
    assertThat(secret.formsIn(log)).as("log").isEmpty();
    assertThat(secret.formsIn(Files.readAllBytes(folder.resolve("err")))).as("errors").isEmpty();
    assertThat(secret.formsIn(secret.password().getBytes(UTF_8))).as("positive control").hasSize(1);
  }

  private KeyMaterial attestorKey() throws IOException {
    byte[] drawn = new byte[64];
    new SecureRandom().nextBytes(drawn);
    Bytes32 key = Bytes32.of(Arrays.copyOf(drawn, 32));
    String password = HexFormat.of().formatHex(drawn, 32, 64);
    Path keystore = folder.resolve("attestor.json");
    KeySigner.ofKey(key).toKeystore(keystore, password.toCharArray(), KeystoreCost.LIGHT);
    Files.writeString(folder.resolve("attestor.password"), password + "\n");
    environment.put("AZRA_ATTESTOR_KEYSTORE", keystore.toString());
    environment.put("AZRA_ATTESTOR_PASSWORDFILE", folder.resolve("attestor.password").toString());
    return new KeyMaterial(key, password);
  }

  private HttpRequest management(String endpoint) {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:%d/actuator/%s".formatted(managementPort, endpoint)))
        .build();
  }

  @Test
  void theServiceAnswersHealthyLogsJsonAndDrainsWhenTold() throws Exception {
    Process service = start();
    try (HttpClient client = HttpClient.newHttpClient()) {
      awaitHealthy(service);
      HttpResponse<String> version = client.send(get("/api/v1/version"), BodyHandlers.ofString());
      assertThat(version.body()).contains("\"commit\"");
      HttpResponse<InputStream> stream =
          client.send(get("/api/v1/settlements/stream"), BodyHandlers.ofInputStream());
      assertThat(stream.statusCode()).isEqualTo(200);
      var events = new BufferedReader(new InputStreamReader(stream.body(), UTF_8));
      assertThat(events.lines().anyMatch("event:head"::equals)).isTrue();
      service.destroy();
      // a stream that was cut, instead of ended, throws here
      events.transferTo(Writer.nullWriter());
      assertThat(exit(service)).isEqualTo(SIGTERM_EXIT);
    } finally {
      service.destroyForcibly();
    }
    List<JsonNode> log =
        Files.readAllLines(folder.resolve("out")).stream()
            .map(line -> new JsonMapper().readTree(line))
            .toList();
    assertThat(log).isNotEmpty().allMatch(line -> line.has("message") && line.has("level"));
    assertThat(log).anyMatch(line -> line.path("message").asString().startsWith("TEST NETWORK"));
    assertThat(folder.resolve("err")).isEmptyFile();
    assertThat(folder.resolve("work")).isEmptyDirectory();
  }

  /** [H-44] As the runbook writes it. */
  @Test
  void aRebuildIsAskedForByItsNameAlone() throws Exception {
    Process service = start("--azra.rebuild");
    try {
      await(() -> read("out").contains("rebuilt: "), service);
      service.destroy();
      assertThat(exit(service)).isEqualTo(SIGTERM_EXIT);
    } finally {
      service.destroyForcibly();
    }
  }

  private void awaitHealthy(Process service) throws Exception {
    await(this::isHealthy, service);
  }

  private void await(Callable<Boolean> condition, Process service) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.call()) {
      assertThat(service.isAlive()).as(() -> read("err") + read("out")).isTrue();
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(500);
    }
  }

  /** By the very script that the container is judged by. */
  private boolean isHealthy() throws Exception {
    Process check =
        new ProcessBuilder(HEALTHY.toString(), String.valueOf(managementPort))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("health").toFile())
            .start();
    return exit(check) == 0;
  }

  private Process start(String... arguments) throws IOException {
    var command = new java.util.ArrayList<>(List.of(ENTRYPOINT.toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).directory(folder.resolve("work").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AZRA_"));
    builder.environment().putAll(environment);
    return builder
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  private HttpRequest get(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
  }

  private String read(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private List<?> tables() {
    return MigratedDatabase.at(database)
        .jdbc()
        .sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        .query(String.class)
        .list();
  }

  private static int exit(Process process) throws InterruptedException {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("ended in time").isTrue();
    return process.exitValue();
  }
}
