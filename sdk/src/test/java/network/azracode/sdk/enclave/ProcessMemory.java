// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Another process as its host sees it, through Linux's {@code /proc}. */
record ProcessMemory(long pid) {
  private static final int CHUNK_BYTES = 1 << 20;

  /** Whether these bytes stand anywhere in memory that the process can write. */
  boolean holds(byte[] marker) throws IOException {
    try (var memory = new RandomAccessFile(folder().resolve("mem").toFile(), "r")) {
      for (String map : Files.readAllLines(folder().resolve("maps"))) {
        String[] fields = map.split("[ -]", 4);
        if (fields[2].startsWith("rw")
            && holds(
                memory,
                Long.parseUnsignedLong(fields[0], 16),
                Long.parseUnsignedLong(fields[1], 16),
                marker)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean holds(RandomAccessFile memory, long from, long to, byte[] marker) {
    byte[] chunk = new byte[CHUNK_BYTES];
    try {
      for (long at = from; at < to; at += CHUNK_BYTES - marker.length) {
        memory.seek(at);
        int length = memory.read(chunk, 0, (int) Math.min(CHUNK_BYTES, to - at));
        if (length < 0 || contains(chunk, length, marker)) {
          return length > 0;
        }
      }
      return false;
    } catch (IOException e) {
      // a reserved range without pages, or one that has gone meanwhile
      return false;
    } finally {
      Arrays.fill(chunk, (byte) 0);
    }
  }

  /** Horspool's search: of as many bytes as the marker has, it looks at one. */
  private static boolean contains(byte[] chunk, int length, byte[] marker) {
    int last = marker.length - 1;
    int[] steps = new int[256];
    Arrays.fill(steps, marker.length);
    for (int i = 0; i < last; i++) {
      steps[marker[i] & 0xff] = last - i;
    }
    for (int i = 0; i + last < length; i += steps[chunk[i + last] & 0xff]) {
      if (Arrays.equals(chunk, i, i + marker.length, marker, 0, marker.length)) {
        return true;
      }
    }
    return false;
  }

  boolean runs(Class<?> main) {
    try {
      return Files.readString(folder().resolve("cmdline"), StandardCharsets.ISO_8859_1)
          .contains(main.getName());
    } catch (IOException e) {
      return false;
    }
  }

  /** Kibibytes that are never swapped. */
  long lockedKib() throws IOException {
    return Files.readAllLines(folder().resolve("status")).stream()
        .filter(line -> line.startsWith("VmLck:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .sum();
  }

  String coreLimit() throws IOException {
    return Files.readAllLines(folder().resolve("limits")).stream()
        .filter(line -> line.startsWith("Max core file size"))
        .findFirst()
        .orElseThrow();
  }

  long session() throws IOException {
    String stat = Files.readString(folder().resolve("stat"));
    return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[3]);
  }

  private Path folder() {
    return Path.of("/proc", Long.toString(pid));
  }
}
