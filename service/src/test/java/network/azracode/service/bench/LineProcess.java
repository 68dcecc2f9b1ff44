// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own that answers each line on its input with one on its output. */
final class LineProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;
  private final PrintStream input;

  private LineProcess(Process process) {
    this.process = process;
    this.output = process.inputReader();
    this.input = new PrintStream(process.getOutputStream(), true, UTF_8);
  }

  static LineProcess start(Class<?> main, String... arguments) throws IOException {
    return new LineProcess(builder(main, arguments).start());
  }

  /** Runs to its end. */
  static void run(Class<?> main, String... arguments) throws IOException {
    Process process =
        builder(main, arguments).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    if (process.onExit().join().exitValue() != 0) {
      throw new IllegalStateException(main.getSimpleName() + " failed");
    }
  }

  private static ProcessBuilder builder(Class<?> main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  String ask(String line) throws IOException {
    input.println(line);
    String answer = output.readLine();
    if (answer == null) {
      throw new IllegalStateException("the process ended");
    }
    return answer;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
