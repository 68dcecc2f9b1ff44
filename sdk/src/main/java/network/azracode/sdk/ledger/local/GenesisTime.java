// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.local;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import network.azracode.sdk.protocol.Durable;

/**
 * When a kept chain began. Anvil makes a genesis block at every start and keeps them all; only with
 * the same time each start makes the same one, so that the chain keeps its genesis hash.
 */
final class GenesisTime {
  private static final String FILE = "genesis-time";

  private GenesisTime() {}

  /** Unix seconds, chosen at the first start in this folder. */
  static long of(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      if (Files.notExists(file)) {
        Durable.replace(file, Long.toString(Instant.now().getEpochSecond()).getBytes(US_ASCII));
      }
      return Long.parseLong(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("expected a readable " + file, e);
    }
  }
}
