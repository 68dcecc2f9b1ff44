// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import network.azracode.sdk.cli.Main;
import network.azracode.sdk.process.ChildJvm;
import network.azracode.sdk.protocol.Json;

/** {@code azra node run @FILE} in a process of its own. */
record NodeCommandProcess(Process process, Path log) implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 120;

  static NodeCommandProcess start(Path options, Path log) throws IOException {
    Process process =
        ChildJvm.of(Main.class)
            .maxHeapMb(128)
            .with(
                "-Dlogback.configurationFile=network/azracode/service/local/node-logback.xml",
                "-DAZRA_LOG_FILE=" + log)
            .process("node", "run", "--json", "@" + options)
            .redirectError(log.resolveSibling(log.getFileName() + ".err").toFile())
            .start();
    return new NodeCommandProcess(process, log);
  }

  /** Once it listens. */
  URI endpoint() throws IOException {
    return URI.create(
        Json.MAPPER.readTree(process.inputReader().readLine()).get("endpoint").asString());
  }

  /** As systemd does it; its pipes stay open. */
  int terminate() throws InterruptedException {
    process.toHandle().destroy();
    return exitCode();
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("expected the node to end");
    }
    return process.exitValue();
  }

  String errors() throws IOException {
    return Files.readString(log.resolveSibling(log.getFileName() + ".err"));
  }

  List<String> logged() throws IOException {
    return Files.readAllLines(log);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
