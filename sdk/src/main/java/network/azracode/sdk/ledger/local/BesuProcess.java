// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import network.azracode.sdk.protocol.AzraException;

/**
 * A running Besu that validates a chain alone, child of this process; it ends with {@link #close}
 * or with the JVM. Finality is immediate.
 */
public final class BesuProcess implements AutoCloseable {
  private final Process process;
  private final Thread onExit;
  private final URI rpcUrl;

  private BesuProcess(Process process, Thread onExit, URI rpcUrl) {
    this.process = process;
    this.onExit = onExit;
    this.rpcUrl = rpcUrl;
  }

  /**
   * Returns when the chain grows. What Besu says stands in {@code besu.log} in its folder.
   *
   * @throws AzraException {@code node.failed} with the end of what Besu said
   */
  public static BesuProcess start(BesuOptions options) {
    try {
      Files.createDirectories(options.folder());
      Files.deleteIfExists(options.ports());
      Path log = options.folder().resolve("besu.log");
      Process process = launch(options, log);
      Thread onExit = OwnProcess.stopOnExit(process, "stop-besu");
      try {
        URI rpcUrl = new BesuStart(process, options.ports(), log).await();
        return new BesuProcess(process, onExit, rpcUrl);
      } catch (AzraException failed) {
        OwnProcess.stop(process, onExit);
        throw failed;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI rpcUrl() {
    return rpcUrl;
  }

  @Override
  public void close() {
    OwnProcess.stop(process, onExit);
  }

  /** On the Java that runs us: Besu needs one as new. */
  private static Process launch(BesuOptions options, Path log) throws IOException {
    var builder =
        new ProcessBuilder(options.command())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("BESU_HOME", options.home().toString());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder.start();
  }
}
