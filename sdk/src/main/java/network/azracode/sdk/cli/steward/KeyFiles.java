// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.steward;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.KeystoreCost;
import network.azracode.sdk.protocol.OwnerOnly;
import picocli.CommandLine.Option;

/** A key: an encrypted keystore and the file whose first line opens it. */
final class KeyFiles {
  private static final int MAX_PASSWORD_FILE_BYTES = 1_024;
  private static final int DRAWN_PASSWORD_BYTES = 32;

  @Option(names = "--keystore", required = true, description = "Version 3 keystore file.")
  @SuppressWarnings("NullAway.Init") // required
  private Path keystore;

  @Option(
      names = "--password-file",
      required = true,
      description = "Text file whose first line opens the keystore.")
  @SuppressWarnings("NullAway.Init") // required
  private Path passwordFile;

  /**
   * @throws AzraException {@code keystore.unreadable} or {@code password.unreadable}
   */
  KeySigner open() {
    char[] password = password();
    try {
      return KeySigner.fromKeystore(keystore, password);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  /** Opens the key that stands, or draws one, and a password where that file is missing too. */
  KeySigner openOrDraw(SecureRandom random) {
    if (Files.exists(keystore)) {
      return open();
    }
    if (Files.notExists(passwordFile)) {
      drawPassword(random);
    }
    char[] password = password();
    try {
      // a drawn password needs no costly function; one that a person chose does
      KeySigner drawn = KeySigner.random(random);
      drawn.toKeystore(keystore, password, costFor(password));
      return drawn;
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private static KeystoreCost costFor(char[] password) {
    return password.length >= 2 * DRAWN_PASSWORD_BYTES ? KeystoreCost.LIGHT : KeystoreCost.STANDARD;
  }

  private void drawPassword(SecureRandom random) {
    byte[] drawn = new byte[DRAWN_PASSWORD_BYTES];
    random.nextBytes(drawn);
    try {
      OwnerOnly.create(
          passwordFile, HexFormat.of().formatHex(drawn).getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new AzraException(
          "password.unwritable",
          "%s: expected to be able to write, found %s".formatted(passwordFile, e),
          e);
    }
  }

  private char[] password() {
    try {
      long bytes = Files.size(passwordFile);
      if (bytes > MAX_PASSWORD_FILE_BYTES) {
        throw new AzraException(
            "password.unreadable",
            "%s: expected at most %d bytes, found %d"
                .formatted(passwordFile, MAX_PASSWORD_FILE_BYTES, bytes));
      }
      return Files.readString(passwordFile).lines().findFirst().orElse("").toCharArray();
    } catch (IOException e) {
      throw new AzraException(
          "password.unreadable",
          "%s: expected a readable file, found %s".formatted(passwordFile, e),
          e);
    }
  }
}
