// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Durable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * An append-only file of JSON lines, forced to disk line by line and held by one process. A line
 * without its end was never acknowledged, and is cut off when the file is opened again.
 */
final class Journal implements AutoCloseable {
  /** Init code is the longest: two digits a byte, in the intent and in the signed bytes. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(4 * Intent.MAX_DATA_BYTES)
                          .build())
                  .build())
          .build();

  /** As much as one array takes; about a million small submissions. */
  private static final int MAX_BYTES = 1 << 30;

  private final Path file;
  private final FileChannel channel;

  private Journal(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * @throws AzraException {@code journal.locked} while another process has it
   */
  static Journal open(Path file) {
    try {
      Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!lock(channel)) {
        channel.close();
        throw new AzraException(
            "journal.locked", "expected " + file + " for this process alone; another holds it");
      }
      Durable.forceNames(folder);
      return new Journal(file, channel);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads what was acknowledged and makes the file end there.
   *
   * @throws AzraException {@code journal.damaged}
   */
  List<JournalEntry> read() {
    try {
      byte[] content = content();
      int end = content.length;
      while (end > 0 && content[end - 1] != '\n') {
        end--;
      }
      channel.truncate(end).position(end);
      List<JournalEntry> entries = new ArrayList<>();
      new String(Arrays.copyOf(content, end), UTF_8)
          .lines()
          .forEach(line -> entries.add(parse(line, entries.size() + 1)));
      return entries;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void append(JournalEntry entry) {
    try {
      long start = channel.position();
      ByteBuffer line = ByteBuffer.wrap((MAPPER.writeValueAsString(entry) + "\n").getBytes(UTF_8));
      try {
        while (line.hasRemaining()) {
          channel.write(line);
        }
        channel.force(true);
      } catch (IOException e) {
        // half a line must not become the beginning of the next one
        channel.truncate(start);
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Through the channel that holds the lock: POSIX drops it when any other one is closed. */
  private byte[] content() throws IOException {
    long size = channel.size();
    if (size > MAX_BYTES) {
      throw new AzraException(
          "journal.large",
          "%s: expected at most %d bytes, found %d".formatted(file, MAX_BYTES, size));
    }
    ByteBuffer content = ByteBuffer.allocate((int) size);
    channel.position(0);
    while (content.hasRemaining()) {
      if (channel.read(content) < 0) {
        throw new IOException("expected %d bytes in %s, found its end".formatted(size, file));
      }
    }
    return content.array();
  }

  private JournalEntry parse(String line, int number) {
    try {
      return MAPPER.readValue(line, JournalEntry.class);
    } catch (JacksonException e) {
      throw new AzraException(
          "journal.damaged",
          "%s, line %d: expected a step, found %s".formatted(file, number, e.getOriginalMessage()),
          e);
    }
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException sameProcess) {
      return false;
    }
  }
}
