// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.sealing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.protocol.KeystoreCost;
import network.azracode.sdk.protocol.OwnerOnly;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The backup of a sealing key that no wallet can derive: one small JSON file, encrypted with a
 * password, that opens on any device. Its fields and their meaning stand in docs/sdk.md.
 */
public final class SealingKeyFile {
  private static final int MAX_FILE_BYTES = 4_096;

  private SealingKeyFile() {}

  /**
   * Writes a new file that only its owner may read; never replaces one.
   *
   * @throws AzraException {@code sealing-key.unwritable}
   */
  public static void write(
      Path file, char[] password, SealingKeyPair keys, KeystoreCost cost, SecureRandom random) {
    byte[] json =
        Json.MAPPER.writeValueAsBytes(EncryptedSealingKey.encrypt(keys, password, cost, random));
    try {
      OwnerOnly.create(file, json);
    } catch (IOException e) {
      throw new AzraException("sealing-key.unwritable", "cannot write sealing key " + file, e);
    }
  }

  /**
   * Opens a backup.
   *
   * @throws AzraException {@code sealing-key.unreadable} for a missing, damaged or foreign file, or
   *     another password
   */
  public static SealingKeyPair read(Path file, char[] password) {
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw unreadable(file, "expected at most " + MAX_FILE_BYTES + " bytes", null);
      }
      byte[] json = Files.readAllBytes(file);
      byte[] privateKey = Json.MAPPER.readValue(json, EncryptedSealingKey.class).decrypt(password);
      try {
        return SealingKeyPair.ofPrivateKey(privateKey);
      } finally {
        Arrays.fill(privateKey, (byte) 0);
      }
    } catch (IOException e) {
      throw unreadable(file, "no readable file", e);
    } catch (JacksonException e) {
      // the parser's own message may quote the file
      throw unreadable(file, "expected a sealing key of version 1", null);
    } catch (AzraException e) {
      throw unreadable(file, e.getMessage(), e);
    }
  }

  private static AzraException unreadable(Path file, @Nullable String why, @Nullable Exception e) {
    return new AzraException("sealing-key.unreadable", "sealing key " + file + ": " + why, e);
  }
}
