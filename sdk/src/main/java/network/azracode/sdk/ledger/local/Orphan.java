// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * A child that a killed run left behind. A pid alone says little: the system gives it out again.
 */
public final class Orphan {
  private static final int STOP_SECONDS = 15;

  private Orphan() {}

  /**
   * Stops what {@code pidFile} names, if it is still the program that was started on our data.
   *
   * @param pidFile the pid is its first line; need not exist
   * @param program name of the executable
   * @param data an argument of that program, which names our own data
   */
  public static void stop(Path pidFile, String program, Path data) throws IOException {
    if (Files.notExists(pidFile)) {
      return;
    }
    long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
    ProcessHandle.of(pid)
        .filter(handle -> isOurs(handle.info(), program, data))
        .ifPresent(Orphan::stop);
  }

  private static boolean isOurs(ProcessHandle.Info info, String program, Path data) {
    return info.command().filter(command -> Path.of(command).endsWith(program)).isPresent()
        && List.of(info.arguments().orElse(new String[0])).contains(data.toString());
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
