// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import network.azracode.sdk.cli.Azra;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** There is neither systemd nor Docker where tests run: this reads what they would. */
@DisplayName("N-36 docker/node")
class NodeDeploymentTest {
  private static final Path FOLDER = Path.of("..", "docker", "node").toAbsolutePath().normalize();
  private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z]+)=(.*)");

  @Test
  void nothingOfAnyMemoryReachesADiskAndTheEnclaveMayLockIt() throws IOException {
    assertThat(unit())
        .containsEntry("LimitCORE", List.of("0"))
        .containsEntry("MemorySwapMax", List.of("0"))
        .containsEntry("LimitMEMLOCK", List.of("infinity"))
        .containsKey("MemoryMax")
        .containsEntry("UMask", List.of("0077"))
        .containsEntry("StateDirectoryMode", List.of("0700"));
    assertThat(unit().get("SystemCallFilter")).first().asString().contains("@memlock");
  }

  @Test
  void theUnitHasNoPowers() throws IOException {
    assertThat(unit())
        .containsEntry("NoNewPrivileges", List.of("yes"))
        .containsEntry("CapabilityBoundingSet", List.of(""))
        .containsEntry("ProtectSystem", List.of("strict"))
        .containsEntry("ProtectHome", List.of("yes"))
        .containsEntry("PrivateTmp", List.of("yes"))
        .containsEntry("ProtectKernelTunables", List.of("yes"))
        .containsEntry("RestrictAddressFamilies", List.of("AF_INET AF_INET6 AF_UNIX"))
        .containsEntry("RestrictNamespaces", List.of("yes"))
        .containsEntry("RestrictSUIDSGID", List.of("yes"))
        .containsEntry("LockPersonality", List.of("yes"));
    assertThat(unit().get("User")).isNotNull().doesNotContain("root");
    // a JVM compiles: it must be able to
    assertThat(unit()).doesNotContainKey("MemoryDenyWriteExecute");
  }

  /** Longer than the node itself takes, or systemd would kill it while it drains. */
  @Test
  void aStopHasTheTimeThatItsOptionsGrantIt() throws IOException {
    int drain =
        options().stream()
            .filter(option -> option.startsWith("--drain-seconds="))
            .mapToInt(option -> Integer.parseInt(option.substring("--drain-seconds=".length())))
            .findFirst()
            .orElseThrow();
    assertThat(Integer.parseInt(only("TimeoutStopSec"))).isGreaterThan(drain);
    assertThat(unit())
        .containsEntry("KillSignal", List.of("SIGTERM"))
        .containsEntry("KillMode", List.of("mixed"))
        .containsEntry("Restart", List.of("always"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "attest", "offer"})
  void theSampleOptionsAreKnownToEveryCommandThatReadsThem(String command) {
    var line =
        Azra.commandLine(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));
    var parsed = line.parseArgs("node", command, "@" + FOLDER.resolve("node.conf"));
    assertThat(parsed.unmatched()).isEmpty();
    assertThat(parsed.errors()).isEmpty();
  }

  @Test
  void unitImageAndOptionsSpeakOfTheSameFiles() throws IOException {
    String exec = only("ExecStart");
    assertThat(exec).endsWith("/opt/azra/azra.jar node run @/etc/azra/node.conf");
    String image = Files.readString(FOLDER.resolve("Dockerfile"));
    assertThat(image)
        .contains(
            "USER 1000:1000", "STOPSIGNAL SIGTERM", "\"node\", \"run\", \"@/etc/azra/node.conf\"")
        .contains("--ulimit core=0", "--memory-swap 2g", "--memory 2g", "--ulimit memlock=-1")
        .containsPattern("FROM \\S+:25-\\S+\n")
        .doesNotContain(":latest");
    // the repository's own list leaves out whatever was built
    assertThat(Files.readAllLines(FOLDER.resolve("Dockerfile.dockerignore")))
        .contains("*", "!sdk/target/azra.jar");
    assertThat(options())
        .contains("--folder=/var/lib/azra-node")
        .contains("--password-file=/run/credentials/azra-node.service/operator.password");
    assertThat(unit().get("LoadCredential"))
        .contains("operator.password:/etc/azra/operator.password");
  }

  @Test
  void noSecretStandsInThem() throws IOException {
    for (String name : List.of("azra-node.service", "node.conf", "Dockerfile")) {
      assertThat(Files.readString(FOLDER.resolve(name)))
          .doesNotContainPattern("0x[0-9a-f]{64}")
          .doesNotContainPattern("(?i)password *= *[^/\\s]*$");
    }
  }

  private static List<String> options() throws IOException {
    return Files.readAllLines(FOLDER.resolve("node.conf")).stream()
        .filter(line -> line.startsWith("--"))
        .toList();
  }

  private static String only(String name) throws IOException {
    List<String> values = unit().getOrDefault(name, List.of());
    assertThat(values).as(name).hasSize(1);
    return values.getFirst();
  }

  /** Assignments by name, in their order. */
  private static Map<String, List<String>> unit() throws IOException {
    return Files.readAllLines(FOLDER.resolve("azra-node.service")).stream()
        .map(ASSIGNMENT::matcher)
        .filter(java.util.regex.Matcher::matches)
        .collect(
            Collectors.groupingBy(
                match -> match.group(1),
                TreeMap::new,
                Collectors.mapping(match -> match.group(2), Collectors.toList())));
  }
}
