// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What cannot be gone on from is moved out of the way, never deleted. */
final class Aside {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS").withZone(ZoneOffset.UTC);

  private Aside() {}

  /** Renames a folder to {@code <name>.broken-<time>}; returns the new name. */
  static Path move(Path folder) throws IOException {
    Path aside =
        folder.resolveSibling(
            "%s.broken-%s".formatted(folder.getFileName(), TIME.format(Instant.now())));
    return Files.move(folder, aside);
  }
}
