// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import network.azracode.sdk.cli.Main;
import network.azracode.sdk.cli.Variables;
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
  private final Path errors;

  private NodeProcess(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
  }

  /**
   * Returns at once; it starts, listens and attests on its own.
   *
   * @param home its log lies there
   * @param options of {@code azra node run}
   */
  static NodeProcess start(Path home, List<String> options) throws IOException {
    Path errors = home.resolve("node.err");
    var builder = new ProcessBuilder(command(home, options)).redirectError(errors.toFile());
    // what a person exported for commands of theirs is not this node's
    builder.environment().keySet().removeAll(Variables.ALL);
    return new NodeProcess(builder.start(), errors);
  }

  /**
   * Where it listens, once it does; to be asked once.
   *
   * @throws AzraException {@code local.node}
   */
  URI endpoint() throws IOException {
    // what it says later is of no interest, and too little to fill a pipe
    String line = process.inputReader().readLine();
    if (line == null) {
      throw new AzraException(
          "local.node",
          "expected a node that listens, found %s"
              .formatted(Files.readString(errors).strip().lines().findFirst().orElse("none")));
    }
    try {
      return URI.create(Json.MAPPER.readTree(line).path("endpoint").asString());
    } catch (JacksonException e) {
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
