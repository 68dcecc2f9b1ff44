// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import network.azracode.sdk.cli.Main;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Json;
import tools.jackson.core.JacksonException;

/**
 * {@code azra node run} in a process of its own, as anyone would run it. It ends with this process
 * at the latest: its standard input is a pipe from here.
 */
final class NodeProcess implements AutoCloseable {
  private static final Duration STOPPING = Duration.ofSeconds(30);

  private final Process process;
  private final URI endpoint;

  private NodeProcess(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /**
   * Returns once it listens; it attests on its own.
   *
   * @param home its log lies there
   * @param options of {@code azra node run}
   * @throws AzraException {@code local.node}
   */
  static NodeProcess start(Path home, List<String> options) throws IOException {
    Path errors = home.resolve("node.err");
    Process process =
        new ProcessBuilder(command(home, options)).redirectError(errors.toFile()).start();
    // what it says later is of no interest, and too little to fill a pipe
    BufferedReader said = process.inputReader();
    String line = said.readLine();
    if (line == null) {
      process.destroyForcibly();
      throw new AzraException(
          "local.node",
          "expected a node that listens, found %s"
              .formatted(Files.readString(errors).strip().lines().findFirst().orElse("none")));
    }
    return new NodeProcess(process, endpoint(line));
  }

  private static URI endpoint(String line) {
    try {
      return URI.create(Json.MAPPER.readTree(line).get("endpoint").asString());
    } catch (JacksonException | NullPointerException e) {
      throw new AzraException("local.node", "expected where it listens, found another line", e);
    }
  }

  /** Small, as three of them share the machine with all the rest. */
  private static List<String> command(Path home, List<String> options) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "-Dlogback.configurationFile=network/azracode/service/local/node-logback.xml",
                "-DAZRA_LOG_FILE=" + home.resolve("node.log"),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "node",
                "run",
                "--json",
                "--stop-with-input"));
    command.addAll(options);
    return command;
  }

  URI endpoint() {
    return endpoint;
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Lets it finish what it has taken on. */
  @Override
  public void close() {
    // not Process.destroy: that closes its input too, which means at once
    process.toHandle().destroy();
    try {
      if (!process.waitFor(STOPPING.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
