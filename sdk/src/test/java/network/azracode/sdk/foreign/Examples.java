// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.foreign;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The programs of docs/examples, installed from their lock file and compiled as a reader would. */
final class Examples {
  private static final Path FOLDER = Path.of("../docs/examples");
  private static final Path CAST =
      FOLDER.resolve("node_modules/@foundry-rs/cast-linux-amd64/bin/cast");
  private static final Duration TIMEOUT = Duration.ofMinutes(3);

  private final Path logs;

  private Examples(Path logs) {
    this.logs = logs;
  }

  /** How a program ended. */
  record Ended(int status, String out, String err) {
    String success() {
      if (status != 0) {
        throw new AssertionError("expected success, found status " + status + ": " + out + err);
      }
      return out;
    }
  }

  /** A program at work. */
  record Running(Process process, Path out, Path err) {
    Ended await() throws IOException, InterruptedException {
      if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("no end within " + TIMEOUT + ": " + Files.readString(err));
      }
      return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }
  }

  /**
   * @param logs a folder for what the programs print
   */
  static Examples build(Path logs) throws IOException, InterruptedException {
    Examples examples = new Examples(logs);
    // Suites run in processes of their own: one installs and compiles, the other waits.
    try (var lock = FileChannel.open(Path.of("target/examples.lock"), CREATE, WRITE)) {
      lock.lock();
      examples
          .start(List.of("node", "../contracts/tools/install.mjs", FOLDER.toString()))
          .await()
          .success();
      var tsc = FOLDER.resolve("node_modules/typescript/bin/tsc").toString();
      examples.start(List.of("node", tsc, "-p", FOLDER.toString())).await().success();
    }
    return examples;
  }

  Running node(String program, String... arguments) throws IOException {
    String script = FOLDER.resolve("target").resolve(program).toString();
    return start(Stream.concat(Stream.of("node", script), Stream.of(arguments)).toList());
  }

  Ended cast(String... arguments) throws IOException, InterruptedException {
    return start(Stream.concat(Stream.of(CAST.toString()), Stream.of(arguments)).toList()).await();
  }

  private Running start(List<String> command) throws IOException {
    Path out = Files.createTempFile(logs, "out", ".log");
    Path err = Files.createTempFile(logs, "err", ".log");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new Running(process, out, err);
  }
}
