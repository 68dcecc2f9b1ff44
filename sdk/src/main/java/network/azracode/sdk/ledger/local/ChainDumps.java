// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import network.azracode.sdk.protocol.Durable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * The last two complete dumps of a kept chain, numbered in the order in which they were taken. Each
 * is forced to disk before it gets its name, so that a kill at any moment leaves at least one.
 */
public final class ChainDumps {
  private static final int KEPT = 2;
  private static final Pattern NAME = Pattern.compile("dump-([0-9]{1,15})\\.json");
  private static final Set<String> PARTS = Set.of("accounts", "best_block_number", "blocks");
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  private final Path folder;

  /**
   * @param folder of the kept chain; need not exist
   */
  public ChainDumps(Path folder) {
    this.folder = folder;
  }

  /** The newest dump that parses; what does not is renamed, and never tried again. */
  public Optional<Path> newest() throws IOException {
    for (Path dump : newestFirst()) {
      if (isComplete(dump)) {
        return Optional.of(dump);
      }
      Path aside = dump.resolveSibling(dump.getFileName() + ".broken");
      Files.move(dump, aside, StandardCopyOption.REPLACE_EXISTING);
    }
    return Optional.empty();
  }

  /**
   * Keeps a dump, and drops all but the last two.
   *
   * @param state as anvil loads it, in JSON
   */
  synchronized void keep(byte[] state) throws IOException {
    long number = newestFirst().stream().findFirst().map(ChainDumps::numberOf).orElse(0L) + 1;
    Durable.replace(folder.resolve("dump-%d.json".formatted(number)), state);
    for (Path old : newestFirst().stream().skip(KEPT).toList()) {
      Files.delete(old);
    }
  }

  private List<Path> newestFirst() throws IOException {
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> matcher(file).matches())
          .sorted(Comparator.comparingLong(ChainDumps::numberOf).reversed())
          .toList();
    }
  }

  private static long numberOf(Path dump) {
    Matcher name = matcher(dump);
    return name.matches() ? Long.parseLong(name.group(1)) : 0;
  }

  private static Matcher matcher(Path file) {
    return NAME.matcher(file.getFileName().toString());
  }

  /** Whether it is one whole JSON object with what a chain consists of. */
  private static boolean isComplete(Path dump) {
    Set<String> missing = new HashSet<>(PARTS);
    try (JsonParser parser = JSON.createParser(dump.toFile())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        missing.remove(parser.currentName());
        parser.nextToken();
        parser.skipChildren();
      }
      return missing.isEmpty() && parser.nextToken() == null;
    } catch (JacksonException cut) {
      return false;
    }
  }
}
