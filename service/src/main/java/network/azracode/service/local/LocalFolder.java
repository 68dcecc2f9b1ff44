// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where everything of the living network lies: {@code .azra} under the project. */
record LocalFolder(Path root) {

  /** Makes the folder, closed to other users of the machine. */
  static LocalFolder open(Path root) throws IOException {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x"));
    Path absolute = root.toAbsolutePath().normalize();
    if (Files.notExists(absolute)) {
      Files.createDirectory(absolute, ownerOnly);
    }
    return new LocalFolder(absolute);
  }

  /** Held by whoever runs on this folder. */
  Path lock() {
    return root.resolve("lock");
  }

  /** What the last counted run had to show. */
  Path report() {
    return root.resolve("local-run.json");
  }

  Path postgres() {
    return root.resolve("postgres");
  }

  Path chain() {
    return root.resolve("chain");
  }

  Path deployment() {
    return root.resolve("deployment.json");
  }

  Path development() {
    return root.resolve("development");
  }

  Path policies() {
    return root.resolve("policies");
  }

  Path keys() {
    return root.resolve("keys");
  }

  /** Journal and receipts of one actor. */
  Path actor(String name) {
    return root.resolve("nodes").resolve(name);
  }
}
