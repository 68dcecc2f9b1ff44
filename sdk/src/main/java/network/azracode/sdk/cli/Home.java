// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import network.azracode.sdk.protocol.AzraException;

/** Where the command line keeps what it must remember; for its owner's eyes only. */
public record Home(Path folder) {

  /**
   * A folder in it, which stands when this returns.
   *
   * @throws AzraException {@code home.unwritable}
   */
  public Path folder(String name) {
    return make(folder.resolve(name));
  }

  /** As {@link #folder(String)}, anywhere. */
  public static Path make(Path wanted) {
    try {
      return Files.createDirectories(
          wanted,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new AzraException(
          "home.unwritable", "%s: expected a folder to keep things in".formatted(wanted), e);
    }
  }
}
