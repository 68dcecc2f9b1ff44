// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.collateral;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.Octets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Documents on disk: bodies under their digest, and for each address an entry that names one. What
 * has run out, or is no longer the bytes that its name says, is not there. Written beside and moved
 * into place under names of their own, because several programs may share a cache: a death leaves
 * whole files only. When there are too many, what has run out goes first, then what is oldest.
 */
public final class DiskCache {
  static final int MAX_ENTRIES = 4096;
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Path documents;
  private final Path entries;
  private final int maxEntries;

  /** What is known of one address. */
  record Entry(String uri, Bytes32 digest, Map<String, String> headers, Instant until) {}

  public DiskCache(Path folder) {
    this(folder, MAX_ENTRIES);
  }

  DiskCache(Path folder, int maxEntries) {
    this.maxEntries = maxEntries;
    this.documents = folder.resolve("documents");
    this.entries = folder.resolve("entries");
    try {
      Files.createDirectories(documents);
      Files.createDirectories(entries);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<Fetched> find(URI uri, Instant at) {
    return read(entries.resolve(name(uri)))
        .flatMap(DiskCache::entry)
        .filter(entry -> entry.uri().equals(uri.toString()) && at.isBefore(entry.until()))
        .flatMap(this::document);
  }

  /**
   * @param at the time now, when entries that have run out may go
   */
  void keep(URI uri, Fetched document, Instant until, Instant at) {
    Bytes32 digest = Keccak.hash(document.body().toByteArray());
    write(documents.resolve(digest.toString()), document.body().toByteArray());
    Entry entry = new Entry(uri.toString(), digest, document.headers(), until);
    write(entries.resolve(name(uri)), MAPPER.writeValueAsBytes(entry));
    new Pruning(documents, entries, maxEntries).run(at);
  }

  private Optional<Fetched> document(Entry entry) {
    return read(documents.resolve(entry.digest().toString()))
        .filter(body -> Keccak.hash(body).equals(entry.digest()))
        .map(body -> new Fetched(Octets.of(body), entry.headers()));
  }

  static Optional<Entry> entry(byte[] json) {
    try {
      return Optional.of(MAPPER.readValue(json, Entry.class));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static String name(URI uri) {
    return Keccak.hash(uri.toString().getBytes(StandardCharsets.UTF_8)).toString();
  }

  static Optional<byte[]> read(Path file) {
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Path beside = Files.createTempFile(file.getParent(), "new", null);
      Files.write(beside, bytes);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
