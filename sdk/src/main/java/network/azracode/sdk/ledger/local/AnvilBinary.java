// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.local;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import network.azracode.sdk.protocol.AzraException;

/** Where anvil is on this machine: the build's own copy first, then the search path. */
final class AnvilBinary {
  private static final Path IN_CHECKOUT =
      Path.of("contracts/node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil");

  private AnvilBinary() {}

  /**
   * @param from a folder of the checkout; its parents are searched too
   * @param searchPath folders, separated as the platform separates them
   * @throws AzraException {@code node.missing}
   */
  static Path find(Path from, String searchPath) {
    return inCheckout(from)
        .or(() -> onPath(searchPath))
        .orElseThrow(() ->
            new AzraException(
                "node.missing",
                "expected anvil at %s above %s (build contracts once) or on the PATH; found none"
                    .formatted(IN_CHECKOUT, from)));
  }

  private static Optional<Path> inCheckout(Path from) {
    return Stream.iterate(from.toAbsolutePath(), folder -> folder != null, Path::getParent)
        .map(folder -> folder.resolve(IN_CHECKOUT))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Optional<Path> onPath(String searchPath) {
    return Arrays.stream(searchPath.split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, "anvil"))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
