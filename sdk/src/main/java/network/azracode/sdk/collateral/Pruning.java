// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.collateral;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps a disk cache within its limit: down to half of it, so that it is seldom done. Another
 * program that loses a document it just wrote fetches it again.
 */
record Pruning(Path documents, Path entries, int maxEntries) {

  /**
   * An entry's file.
   *
   * @param entry nothing where the file is not what was written
   */
  private record Kept(Path file, FileTime written, Optional<DiskCache.Entry> entry) {
    boolean inForce(Instant at) {
      return entry.filter(known -> at.isBefore(known.until())).isPresent();
    }
  }

  void run(Instant at) {
    try {
      List<Path> files = files(entries);
      if (files.size() > maxEntries) {
        prune(files, at);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void prune(List<Path> files, Instant at) throws IOException {
    List<Kept> all = new ArrayList<>();
    for (Path file : files) {
      read(file).ifPresent(all::add);
    }
    all.sort(Comparator.comparing((Kept kept) -> kept.inForce(at)).thenComparing(Kept::written));
    int surplus = Math.max(0, all.size() - maxEntries / 2);
    for (Kept kept : all.subList(0, surplus)) {
      Files.deleteIfExists(kept.file());
    }
    removeAllBut(all.subList(surplus, all.size()));
  }

  private void removeAllBut(List<Kept> remaining) throws IOException {
    Set<String> named = new HashSet<>();
    remaining.forEach(
        kept -> kept.entry().ifPresent(entry -> named.add(entry.digest().toString())));
    for (Path document : files(documents)) {
      if (!named.contains(document.getFileName().toString())) {
        Files.deleteIfExists(document);
      }
    }
  }

  private static Optional<Kept> read(Path file) throws IOException {
    try {
      FileTime written = Files.getLastModifiedTime(file);
      return DiskCache.read(file).map(json -> new Kept(file, written, DiskCache.entry(json)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Named by digests; drafts, which other programs may be writing, are passed over. */
  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith("0x")).toList();
    }
  }
}
