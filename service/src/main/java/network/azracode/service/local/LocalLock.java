// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import network.azracode.sdk.protocol.AzraException;

/** One living network per folder. The system frees the lock of a process that is killed. */
final class LocalLock implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(200);

  private final FileChannel channel;

  private LocalLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws AzraException {@code local.running} if another one holds it
   */
  static LocalLock take(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!isFree(channel)) {
      channel.close();
      throw new AzraException(
          "local.running",
          "expected no living network on %s, found one that runs: stop it first"
              .formatted(file.getParent()));
    }
    return new LocalLock(channel);
  }

  /**
   * Waits for another one that is stopping; one line on standard error says so.
   *
   * @param patience how long it may take to stop
   * @throws AzraException {@code local.running} if another one still holds it then
   */
  static LocalLock await(Path file, Duration patience) throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    boolean told = false;
    while (true) {
      try {
        return take(file);
      } catch (AzraException running) {
        if (System.nanoTime() > end) {
          throw running;
        }
        if (!told) {
          System.err.println(
              "%s; waiting %d s for that".formatted(running.getMessage(), patience.toSeconds()));
          told = true;
        }
        Thread.sleep(LOOK);
      }
    }
  }

  private static boolean isFree(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException inThisProcess) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
