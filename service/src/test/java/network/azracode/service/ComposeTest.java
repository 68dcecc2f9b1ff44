// SPDX-License-Identifier: Apache-2.0
package network.azracode.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.json.JsonMapper;

/** There is no Docker where tests run: this reads what Docker would. */
@DisplayName("I-18 docker-compose.yml")
class ComposeTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** What we use of the compose specification; anything else is a misspelling until it is added. */
  private static final Set<String> SERVICE_KEYS =
      Set.of(
          "build",
          "cap_drop",
          "depends_on",
          "entrypoint",
          "environment",
          "healthcheck",
          "image",
          "network_mode",
          "ports",
          "read_only",
          "restart",
          "security_opt",
          "stop_grace_period",
          "tmpfs",
          "user",
          "volumes");

  private static final Set<String> HEALTH_KEYS =
      Set.of("disable", "interval", "retries", "start_period", "test", "timeout");
  private static final Set<String> CONDITIONS =
      Set.of("service_healthy", "service_completed_successfully");

  private final Map<String, Object> compose = read(ROOT.resolve("docker-compose.yml"));
  private final Map<String, Object> services = map(compose.get("services"));

  @Test
  void onlyKnownKeysAreUsed() {
    assertThat(compose.keySet()).isSubsetOf("name", "services", "volumes", "x-azra");
    services
        .values()
        .forEach(service -> {
          assertThat(map(service).keySet()).isSubsetOf(SERVICE_KEYS);
          assertThat(map(map(service).get("healthcheck")).keySet()).isSubsetOf(HEALTH_KEYS);
        });
    assertThat(services.keySet())
        .containsExactlyInAnyOrder("keys", "besu", "deployer", "database", "service");
  }

  @Test
  void imagesArePinned() {
    assertThat(map(services.get("besu"))).containsEntry("image", "hyperledger/besu:26.8.0");
    services
        .values()
        .forEach(service ->
            assertThat((String) map(service).get("image"))
                .matches(".+:[^:]+")
                .doesNotEndWith(":latest"));
  }

  @Test
  void whatIsWaitedForCanHappen() {
    services
        .values()
        .forEach(service ->
            map(map(service).get("depends_on"))
                .forEach((name, wait) -> {
                  Object condition = map(wait).get("condition");
                  assertThat(services).containsKey(name);
                  assertThat(condition).isIn(CONDITIONS);
                  Map<String, Object> awaited = map(services.get(name));
                  boolean once = !"unless-stopped".equals(awaited.get("restart"));
                  assertThat(condition)
                      .as(name)
                      .isEqualTo(once ? "service_completed_successfully" : "service_healthy");
                  if (!once) {
                    assertThat(map(awaited.get("healthcheck"))).containsKey("test");
                  }
                }));
  }

  @Test
  void whatIsMountedExists() {
    Set<String> named = map(compose.get("volumes")).keySet();
    for (Object service : services.values()) {
      for (String volume : strings(map(service).get("volumes"))) {
        String source = volume.split(":")[0];
        if (source.startsWith(".")) {
          assertThat(ROOT.resolve(source)).exists();
          assertThat(volume).endsWith(":ro");
        } else {
          assertThat(named).contains(source);
        }
      }
    }
    assertThat(ROOT.resolve("docker/Dockerfile")).exists();
  }

  @Test
  void scriptsThatAreCalledArePartOfTheImageAndExecutable() throws IOException {
    String dockerfile = Files.readString(ROOT.resolve("docker/Dockerfile"));
    List<String> called = new ArrayList<>();
    services
        .values()
        .forEach(service -> {
          called.addAll(strings(map(service).get("entrypoint")));
          called.addAll(strings(map(map(service).get("healthcheck")).get("test")));
        });
    for (String word : called) {
      if (word.startsWith("/opt/azra/")) {
        String script = "docker/" + word.substring("/opt/azra/".length());
        assertThat(dockerfile).contains(script);
        assertThat(ROOT.resolve(script)).isExecutable();
      } else if (word.startsWith("/config/")) {
        assertThat(ROOT.resolve("docker/besu").resolve(word.substring("/config/".length())))
            .isExecutable();
      }
    }
    assertThat(called).contains("/opt/azra/keys.sh", "/opt/azra/deploy.sh", "/config/healthy.sh");
    assertThat(dockerfile).contains("RUN --mount=type=cache", "docker/build.sh", "USER 1000:1000");
  }

  @Test
  void portsAreTheLoopbacksOnly() {
    List<String> ports = new ArrayList<>();
    services.values().forEach(service -> ports.addAll(strings(map(service).get("ports"))));
    assertThat(ports)
        .isNotEmpty()
        .doesNotHaveDuplicates()
        .allMatch(port -> port.matches("127\\.0\\.0\\.1:([0-9]+):\\1"));
  }

  @Test
  void ourImageRunsWithoutPowers() {
    for (String name : List.of("keys", "deployer", "service")) {
      assertThat(map(services.get(name)))
          .containsEntry("read_only", true)
          .containsEntry("cap_drop", List.of("ALL"))
          .containsKey("tmpfs")
          .doesNotContainKey("user");
    }
  }

  @Test
  void everyVariableOfTheServiceIsReadBySomebody() throws IOException {
    Map<String, Object> environment = map(map(services.get("service")).get("environment"));
    Set<String> known = variables();
    assertThat(environment.keySet()).isNotEmpty().isSubsetOf(known);
    assertThat(known).doesNotContain("AZRA_CHAIN_RPCURL");
  }

  @Test
  void noSecretStandsInIt() throws IOException {
    String text = Files.readString(ROOT.resolve("docker-compose.yml"));
    assertThat(text).doesNotContain("PASSWORD:").doesNotContainPattern("0x[0-9a-f]{64}");
  }

  /** In the environment's form, of every configuration property on the class path. */
  private static Set<String> variables() throws IOException {
    Set<String> variables = new HashSet<>();
    List<URL> files =
        Collections.list(
            ComposeTest.class
                .getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json"));
    for (URL file : files) {
      try (InputStream json = file.openStream()) {
        new JsonMapper()
            .readTree(json)
            .path("properties")
            .forEach(property ->
                variables.add(
                    property
                        .path("name")
                        .asString("")
                        .replace("-", "")
                        .replace('.', '_')
                        .toUpperCase(Locale.ROOT)));
      }
    }
    return variables;
  }

  private static Map<String, Object> read(Path file) {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    try (Reader text = Files.newBufferedReader(file)) {
      return map(new Yaml(new SafeConstructor(options)).load(text));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @SuppressWarnings("unchecked") // keys of YAML that we wrote are strings
  private static Map<String, Object> map(@org.jspecify.annotations.Nullable Object value) {
    return value == null ? Map.of() : (Map<String, Object>) value;
  }

  private static List<String> strings(@org.jspecify.annotations.Nullable Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }
}
