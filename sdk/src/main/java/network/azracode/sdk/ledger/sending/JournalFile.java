// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import network.azracode.sdk.protocol.AzraException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/** JSON lines. A line without its end was never acknowledged, and is cut off when read. */
final class JournalFile implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  /** Init code is the longest: two digits a byte, in the intent and in the signed bytes. */
  private static final int MAX_LINE_BYTES = 8 * Intent.MAX_DATA_BYTES;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(4 * Intent.MAX_DATA_BYTES)
                          .build())
                  .build())
          .build();

  private final Path file;
  private final FileChannel channel;
  private long bytes;

  private JournalFile(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    this.bytes = channel.size();
  }

  static JournalFile open(Path file) throws IOException {
    return new JournalFile(
        file,
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  static JournalFile create(Path file) throws IOException {
    return new JournalFile(
        file,
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE));
  }

  long bytes() {
    return bytes;
  }

  /**
   * @throws AzraException {@code journal.damaged}
   */
  void read(Consumer<JournalEntry> reader) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    channel.position(0);
    long end = 0;
    int number = 0;
    while (channel.read(buffer.clear()) >= 0) {
      buffer.flip();
      while (buffer.hasRemaining()) {
        byte next = buffer.get();
        line.write(next);
        requireLength(line.size(), number + 1);
        if (next == '\n') {
          end += line.size();
          reader.accept(parse(line.toString(UTF_8), ++number));
          line.reset();
        }
      }
    }
    requireBegun(line.toByteArray(), number + 1);
    channel.truncate(end).position(end);
    bytes = end;
  }

  /** What is cut off was the beginning of a step, or room for it: never somebody's other file. */
  private void requireBegun(byte[] rest, int number) {
    if (rest.length > 0 && rest[0] != '{' && rest[0] != 0) {
      throw new AzraException(
          "journal.damaged",
          "%s, line %d: expected a step, found something else".formatted(file, number));
    }
  }

  /**
   * Whole, and on the disk, when this returns.
   *
   * @throws UncheckedIOException if there is no room for it: nothing was added
   * @throws IOException if nobody knows what is on the disk now
   */
  void append(List<JournalEntry> entries) throws IOException {
    long start = bytes;
    try {
      for (JournalEntry entry : entries) {
        write((MAPPER.writeValueAsString(entry) + "\n").getBytes(UTF_8));
      }
    } catch (IOException e) {
      // half a line must not become the beginning of the next one
      channel.truncate(start).position(start);
      bytes = start;
      throw new UncheckedIOException(e);
    }
    channel.force(true);
  }

  private void write(byte[] line) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(line);
    while (left.hasRemaining()) {
      bytes += channel.write(left);
    }
  }

  private void requireLength(int found, int number) {
    if (found > MAX_LINE_BYTES) {
      throw new AzraException(
          "journal.damaged",
          "%s, line %d: expected at most %d bytes".formatted(file, number, MAX_LINE_BYTES));
    }
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

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
