// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Durable;

/**
 * An append-only file of steps, forced to disk one by one and held by one process. From time to
 * time it is replaced, in one act of the file system, by a shorter one that says the same.
 */
final class Journal implements AutoCloseable {
  /** More than a node or a deployer ever needs: some millions of settled intents. */
  private static final long MAX_BYTES = 1L << 30;

  /** What was begun must be able to end: attempts, inclusions, reorganisations. */
  private static final long RESERVED_BYTES = 64L << 20;

  private final Path file;
  private final Path folder;
  private final JournalLock lock;
  private JournalFile current;
  private boolean isBroken;

  private Journal(Path file, Path folder, JournalLock lock, JournalFile current) {
    this.file = file;
    this.folder = folder;
    this.lock = lock;
    this.current = current;
  }

  /**
   * @throws AzraException {@code journal.locked} while another process has it; {@code
   *     journal.unwritable}
   */
  static Journal open(Path file) {
    try {
      Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
      JournalLock lock = JournalLock.take(file);
      try {
        // what a death left of a replacement; it never counted
        Files.deleteIfExists(replacementOf(file));
        JournalFile current = JournalFile.open(file);
        Durable.forceNames(folder);
        return new Journal(file, folder, lock, current);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new AzraException(
          "journal.unwritable", file + ": expected a journal to write, or room for one", e);
    }
  }

  /**
   * Reads what was acknowledged and makes the file end there.
   *
   * @throws AzraException {@code journal.damaged}, {@code journal.large}
   */
  void read(Consumer<JournalEntry> reader) {
    try {
      if (current.bytes() > MAX_BYTES) {
        throw new AzraException(
            "journal.large",
            "%s: expected at most %d bytes, found %d".formatted(file, MAX_BYTES, current.bytes()));
      }
      current.read(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long bytes() {
    return current.bytes();
  }

  /**
   * @throws AzraException {@code journal.full}
   */
  void requireRoom() {
    if (bytes() > MAX_BYTES - RESERVED_BYTES) {
      throw new AzraException(
          "journal.full",
          "%s: expected at most %d bytes before anything new is begun, found %d; go on with a new journal and a new key"
              .formatted(file, MAX_BYTES - RESERVED_BYTES, bytes()));
    }
  }

  /** After a failure nobody knows what the disk holds; only opening it again tells. */
  void append(JournalEntry entry) {
    requireWhole();
    try {
      current.append(List.of(entry));
    } catch (IOException e) {
      isBroken = true;
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Says the same in other entries. Before the rename the old file counts, after it the new one;
   * and nothing is appended before the rename itself is on the disk.
   */
  void replaceBy(List<JournalEntry> entries) {
    requireWhole();
    try {
      JournalFile replacement = written(entries);
      Files.move(
          replacementOf(file),
          file,
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      Durable.forceNames(folder);
      current.close();
      current = replacement;
    } catch (IOException e) {
      isBroken = true;
      throw new UncheckedIOException(e);
    }
  }

  private JournalFile written(List<JournalEntry> entries) throws IOException {
    JournalFile replacement = JournalFile.create(replacementOf(file));
    try {
      replacement.append(entries);
      return replacement;
    } catch (IOException | RuntimeException e) {
      replacement.close();
      throw e;
    }
  }

  private void requireWhole() {
    if (isBroken) {
      throw new AzraException(
          "journal.broken",
          file + ": expected a disk that keeps what it is given; open the journal again");
    }
  }

  private static Path replacementOf(Path file) {
    return file.resolveSibling(file.getFileName() + ".next");
  }

  @Override
  public void close() {
    try {
      current.close();
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
