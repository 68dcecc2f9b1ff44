// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import network.azracode.sdk.protocol.AzraException;

/**
 * The right to write a journal: the operating system's lock on a file beside it, which stays the
 * same when the journal is replaced, and which nobody reads. (POSIX drops a lock when any channel
 * on its file is closed.)
 */
record JournalLock(FileChannel channel) implements AutoCloseable {
  /**
   * @throws AzraException {@code journal.locked}
   */
  static JournalLock take(Path journal) throws IOException {
    FileChannel channel =
        FileChannel.open(
            journal.resolveSibling(journal.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    if (!isLocked(channel)) {
      channel.close();
      throw new AzraException(
          "journal.locked", "expected " + journal + " for this process alone; another holds it");
    }
    return new JournalLock(channel);
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException sameProcess) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
