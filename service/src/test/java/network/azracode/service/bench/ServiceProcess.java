// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import network.azracode.sdk.process.FreePort;
import network.azracode.service.AzraService;
import network.azracode.service.testing.PostgresServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service in a process of its own, watched from outside. */
final class ServiceProcess implements AutoCloseable {
  /** As docs/performance.md recommends them. */
  static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xmx128m",
          "-Xss512k",
          "-XX:MaxMetaspaceSize=160m",
          "-XX:ReservedCodeCacheSize=64m",
          "-XX:MaxDirectMemorySize=32m",
          "-XX:TieredStopAtLevel=1");

  /** Rare enough for the asking to take nothing from what is measured. */
  private static final int POLL_MILLIS = 50;

  private static final int TICKS_PER_SECOND = 100;
  private static final JsonMapper JSON = new JsonMapper();

  private final Process process;
  private final long startedAtNanos;
  private final Path log;
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI api;

  /** What a process needed up to a moment. */
  record Use(double seconds, double cpuSeconds, long peakRssMb) {}

  private ServiceProcess(Process process, Path log, int port, long startedAtNanos) {
    this.process = process;
    this.startedAtNanos = startedAtNanos;
    this.log = log;
    this.api = URI.create("http://127.0.0.1:" + port + "/api/v1/");
  }

  /**
   * @param jar of the service as it is packaged; empty: its classes as they were compiled
   */
  static ServiceProcess start(
      URI rpc, Path deployment, Optional<String> jar, List<String> flags, String... more)
      throws IOException {
    int port = FreePort.draw();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    if (jar.isPresent()) {
      command.addAll(List.of("-jar", jar.get()));
    } else {
      command.addAll(
          List.of("-cp", System.getProperty("java.class.path"), AzraService.class.getName()));
    }
    command.addAll(
        List.of(
            "--server.port=" + port,
            "--management.server.port=" + FreePort.draw(),
            "--spring.datasource.url=" + PostgresServer.freshDatabase(),
            "--azra.network=test",
            "--azra.profile=local",
            "--azra.chain.rpc-urls=" + rpc,
            "--azra.deployment=" + deployment));
    command.addAll(List.of(more));
    Path log = Files.createTempFile("azra-bench", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    // not before: the first database takes a server of its own, whose start is not the service's
    long startedAtNanos = System.nanoTime();
    ServiceProcess service = new ServiceProcess(builder.start(), log, port, startedAtNanos);
    Runtime.getRuntime().addShutdownHook(new Thread(service.process::destroyForcibly));
    return service;
  }

  /**
   * From the start of the process until the API speaks of the last block.
   *
   * @param more flags of the JVM
   */
  static Use backfill(URI rpc, Path deployment, long last, Optional<String> jar, String... more)
      throws IOException, InterruptedException {
    List<String> flags = new ArrayList<>(FLAGS);
    flags.addAll(List.of(more));
    try (ServiceProcess service = start(rpc, deployment, jar, flags)) {
      while (service.block() < last) {
        if (!service.process.isAlive()) {
          throw new IllegalStateException("the service ended, see " + service.log);
        }
        Thread.sleep(POLL_MILLIS);
      }
      Use use = service.use((System.nanoTime() - service.startedAtNanos) / 1e9);
      service.stop();
      return use;
    }
  }

  /** As an operator stops it: a JVM that is to remember what it learnt writes it then. */
  private void stop() throws InterruptedException {
    process.destroy();
    process.waitFor(1, TimeUnit.MINUTES);
  }

  /** A block that an answer speaks of. */
  record Seen(long block, String hash) {
    static final Seen NOTHING = new Seen(-1, "");
  }

  /** The block that an answer speaks of; negative while there is none. */
  long block() throws InterruptedException {
    return seen().block();
  }

  Seen seen() throws InterruptedException {
    try {
      HttpResponse<byte[]> answer =
          client.send(
              HttpRequest.newBuilder(api.resolve("settlements?limit=1")).build(),
              BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        return Seen.NOTHING;
      }
      JsonNode asOf = JSON.readTree(answer.body()).path("asOf");
      return new Seen(asOf.path("block").asLong(-1), asOf.path("hash").asString(""));
    } catch (IOException notYet) {
      return Seen.NOTHING;
    }
  }

  Use use(double seconds) throws IOException {
    Path proc = Path.of("/proc/" + process.pid());
    String stat = Files.readString(proc.resolve("stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    double ticks = Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]);
    long peakKb =
        Files.readAllLines(proc.resolve("status")).stream()
            .filter(line -> line.startsWith("VmHWM"))
            .map(line -> line.replaceAll("\\D", ""))
            .map(Long::parseLong)
            .findFirst()
            .orElseThrow();
    return new Use(Math.round(100 * seconds) / 100.0, ticks / TICKS_PER_SECOND, peakKb / 1024);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    client.close();
  }
}
