// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import network.azracode.sdk.protocol.Durable;

/**
 * A process that is proven ours: its pid, its start time and its program are those of a pid file. A
 * pid alone says little, because the system gives it out again. Whoever asks holds the lock of the
 * folder that the pid file is in.
 *
 * @param port that the pid file names
 */
public record OwnProcess(ProcessHandle handle, int port) {
  private static final int STOP_SECONDS = 15;

  /** PostgreSQL notes the time only after it was executed, on a busy machine seconds after. */
  private static final Duration TOLERANCE = Duration.ofSeconds(10);

  /**
   * What a pid file names, if it still runs.
   *
   * @param pidFile lines as in PostgreSQL's: pid, folder, start in Unix seconds, port; need not
   *     exist
   * @param program name of the executable
   */
  public static Optional<OwnProcess> find(Path pidFile, String program) throws IOException {
    if (Files.notExists(pidFile)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pidFile).stream().map(String::strip).toList();
    if (lines.size() < 4 || !List.of(0, 2, 3).stream().allMatch(i -> isNumber(lines.get(i)))) {
      // cut off: it proves nothing
      return Optional.empty();
    }
    Instant started = Instant.ofEpochSecond(Long.parseLong(lines.get(2)));
    return ProcessHandle.of(Long.parseLong(lines.getFirst()))
        .filter(handle -> isOurs(handle.info(), program, started))
        .map(handle -> new OwnProcess(handle, Integer.parseInt(lines.get(3))));
  }

  /** Notes a process in a pid file, so that a later run can tell that it is ours. */
  static void note(Path pidFile, ProcessHandle handle, int port) throws IOException {
    Instant started = handle.info().startInstant().orElseGet(Instant::now);
    Durable.replace(
        pidFile,
        "%d\n%s\n%d\n%d\n"
            .formatted(handle.pid(), pidFile.getParent(), started.getEpochSecond(), port)
            .getBytes(UTF_8));
  }

  private static boolean isNumber(String line) {
    return line.matches("[0-9]{1,18}");
  }

  private static boolean isOurs(ProcessHandle.Info info, String program, Instant noted) {
    return info.command().filter(command -> Path.of(command).endsWith(program)).isPresent()
        && info.startInstant()
            .filter(started -> Duration.between(started, noted).abs().compareTo(TOLERANCE) <= 0)
            .isPresent();
  }

  /** Asks it to end; ends it if it does not. */
  public void stop() {
    stop(handle);
  }

  /** Ends it without a chance to clean up, as a test of that needs. */
  public void kill() {
    handle.destroyForcibly();
  }

  /**
   * Lets a process end with this JVM.
   *
   * @return what {@link #stop(Process, Thread)} takes back
   */
  static Thread stopOnExit(Process process, String name) {
    Thread onExit = new Thread(() -> stop(process.toHandle()), name);
    Runtime.getRuntime().addShutdownHook(onExit);
    return onExit;
  }

  /** Stops it now, also where this JVM has begun to end. */
  static void stop(Process process, Thread onExit) {
    stop(process.toHandle());
    try {
      Runtime.getRuntime().removeShutdownHook(onExit);
    } catch (IllegalStateException exiting) {
      // it has nothing left to stop
    }
  }

  static void stop(ProcessHandle handle) {
    handle.destroy();
    try {
      handle.onExit().orTimeout(STOP_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException tooSlow) {
      handle.destroyForcibly();
    }
  }
}
