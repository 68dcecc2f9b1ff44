// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import network.azracode.sdk.ledger.local.ChainDumps;
import network.azracode.sdk.protocol.Json;
import network.azracode.service.local.NetworkChild.Part;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * N-21: whatever is killed, the next start goes on by itself. One folder goes through all of this,
 * in order. For a longer campaign: {@code -Dazra.kill.rounds=50 -Dazra.kill.seed=<number>}.
 */
@TestMethodOrder(OrderAnnotation.class)
class KilledNetworkTest {
  private static final int ROUNDS = Integer.getInteger("azra.kill.rounds", 1);
  private static final long SEED = Long.getLong("azra.kill.seed", 4);
  private static final int MAX_MILLIS_ALIVE = 20_000;

  /** Of a JVM that may have to start before it learns that nobody needs it. */
  private static final int EXIT_SECONDS = 120;

  @TempDir private static Path root;
  private final Path folder = root.resolve(".azra");
  private final Deque<NetworkChild> started = new ArrayDeque<>();

  @AfterEach
  void stop() throws IOException {
    for (NetworkChild network : started) {
      network.close();
    }
  }

  private NetworkChild start(String... arguments) throws IOException {
    started.push(NetworkChild.start(folder, arguments));
    return started.getFirst();
  }

  @Test
  @Order(1)
  void aKilledEnclaveOrNodeIsReplacedAndAKilledChainEndsTheNetworkWithALine() throws Exception {
    NetworkChild network = start();
    network.awaitJobs(1);
    ProcessHandle enclave = network.enclaves().getFirst();
    enclave.destroyForcibly();
    network.await(
        "three enclaves, one of them new",
        () -> network.enclaves().size() == 3 && !network.enclaves().contains(enclave));
    ProcessHandle node = network.nodes().getFirst();
    node.destroyForcibly();
    network.await(
        "three nodes, one of them new",
        () -> network.nodes().size() == 3 && !network.nodes().contains(node));
    network.awaitJobs(network.jobs() + 1);

    network.kill(Part.CHAIN);

    assertThat(network.exitCode()).isEqualTo(1);
    assertThat(network.lastLine()).startsWith("local.lost: expected the chain node to run");
    assertNothingRuns(network);
  }

  @Test
  @Order(2)
  void theNextStartGoesOnAndAKilledDatabaseEndsItWithALine() throws Exception {
    NetworkChild network = start();
    network.awaitJobs(1);

    network.kill(Part.DATABASE);

    assertThat(network.exitCode()).isEqualTo(1);
    assertThat(network.lastLine()).startsWith("local.lost: expected PostgreSQL to run");
    assertNothingRuns(network);
  }

  @Test
  @Order(3)
  void everythingIsKilledTogetherAndAtRandom() throws Exception {
    NetworkChild network = start();
    network.awaitJobs(1);
    for (Part part : Part.values()) {
      network.kill(part);
    }
    network.exitCode();
    var random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      Set<Part> parts = EnumSet.of(Part.APPLICATION);
      Arrays.stream(Part.values()).filter(part -> random.nextBoolean()).forEach(parts::add);
      int millis = random.nextInt(MAX_MILLIS_ALIVE);
      System.out.printf("seed %d round %d: kill %s after %d ms%n", SEED, round, parts, millis);
      network = start();
      Thread.sleep(millis);
      for (Part part : parts) {
        network.kill(part);
      }
      network.exitCode();
    }
  }

  /** The last dump is cut as well, as no kill can, but a full disk might. */
  @Test
  @Order(4)
  void afterAllThatARunIsProven() throws Exception {
    Path newest = new ChainDumps(folder.resolve("chain")).newest().orElseThrow();
    try (var dump = new RandomAccessFile(newest.toFile(), "rw")) {
      dump.setLength(dump.length() / 2);
    }

    NetworkChild network = start("--azra.local.exit-after-jobs=2");

    assertThat(network.exitCode()).as(() -> String.join("\n", network.lines())).isZero();
    JsonNode report = Json.MAPPER.readTree(network.lastLine());
    assertThat(report.get("settled").asInt()).isEqualTo(2);
    assertThat(report.get("claimed").asInt()).isEqualTo(2);
    assertThat(report.get("differences")).isEmpty();
    assertThat(folder.resolve("local-run.json")).hasContent(network.lastLine());
    assertNothingRuns(network);
  }

  @Test
  @Order(5)
  void withoutAnyDumpItIsMovedAsideAndASignalDuringTheStartStopsAtOnce() throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve("chain"))) {
      for (Path dump : files.filter(file -> file.toString().endsWith(".json")).toList()) {
        Files.writeString(dump, "{");
      }
    }
    NetworkChild network = start("--azra.local.exit-after-jobs=1");
    network.awaitLine("begun anew");

    network.terminate();

    assertThat(network.exitCode()).isEqualTo(1);
    assertThat(network.lastLine()).contains("asked to stop");
    try (Stream<Path> files = Files.list(root)) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      assertThat(names).hasSize(2).anyMatch(name -> name.startsWith(".azra.broken-"));
    }
    assertNothingRuns(network);
  }

  private static void assertNothingRuns(NetworkChild network) throws Exception {
    assertThat(network.chain()).isEmpty();
    assertThat(network.database()).isEmpty();
    // they end with their pipes
    for (ProcessHandle node : network.nodes()) {
      node.onExit().get(EXIT_SECONDS, TimeUnit.SECONDS);
    }
    for (ProcessHandle enclave : network.enclaves()) {
      enclave.onExit().get(EXIT_SECONDS, TimeUnit.SECONDS);
    }
  }
}
