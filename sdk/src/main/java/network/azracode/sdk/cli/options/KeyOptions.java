// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.options;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import network.azracode.sdk.cli.Home;
import network.azracode.sdk.cli.Variables;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.KeystoreCost;
import network.azracode.sdk.protocol.OwnerOnly;
import network.azracode.sdk.protocol.Signer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** A key: an encrypted keystore, and what opens it. No key or password is ever an argument. */
public final class KeyOptions {
  private static final int DRAWN_PASSWORD_BYTES = 32;

  @Option(
      names = "--keystore",
      paramLabel = "FILE",
      defaultValue = "${env:" + Variables.KEYSTORE + "}",
      description = "Version 3 keystore file of the key that signs (default: AZRA_KEYSTORE).")
  private @Nullable Path keystore;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      defaultValue = "${env:" + Variables.PASSWORD_FILE + "}",
      description =
          "Text file whose first line opens the keystore (default: AZRA_PASSWORD_FILE, else asks"
              + " for it).")
  private @Nullable Path passwordFile;

  @Option(
      names = "--web3signer",
      paramLabel = "URL",
      defaultValue = "${env:" + Variables.WEB3SIGNER + "}",
      description =
          "Web3Signer that keeps the key, instead of a keystore; needs --account (default:"
              + " AZRA_WEB3SIGNER).")
  private @Nullable URI web3signer;

  @Option(
      names = "--account",
      paramLabel = "ADDRESS",
      defaultValue = "${env:" + Variables.ACCOUNT + "}",
      description = "Account whose key the Web3Signer keeps (default: AZRA_ACCOUNT).")
  private @Nullable String account;

  /**
   * @param command that asks
   * @throws AzraException {@code keystore.unreadable}, {@code password.unreadable}, {@code
   *     password.missing} or {@code signer.…}
   */
  public Signer open(CommandSpec command) {
    return source().open(command);
  }

  /** Opens the key that stands, or draws one, and a password where that file is missing too. */
  public KeySigner openOrDraw(CommandSpec command, SecureRandom random) {
    if (Files.exists(source().file(command))) {
      return source().openKeystore(command);
    }
    if (passwordFile != null && Files.notExists(passwordFile)) {
      drawPassword(passwordFile, random);
    }
    return draw(command, random);
  }

  /**
   * Draws a key into a new keystore file.
   *
   * @throws AzraException {@code keystore.exists} rather than replace one
   */
  public KeySigner draw(CommandSpec command, SecureRandom random) {
    Path file = source().file(command);
    if (Files.exists(file)) {
      throw new AzraException("keystore.exists", file + ": expected no file, found one");
    }
    Home.make(requireNonNull(file.toAbsolutePath().getParent()));
    char[] password = new PasswordSource(passwordFile).askNew(command);
    try {
      // a drawn password needs no costly function; one that a person chose does
      KeySigner drawn = KeySigner.random(random);
      drawn.toKeystore(file, password, costFor(password));
      return drawn;
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private KeySource source() {
    return new KeySource("", keystore, passwordFile, web3signer, account);
  }

  private static KeystoreCost costFor(char[] password) {
    return password.length >= 2 * DRAWN_PASSWORD_BYTES ? KeystoreCost.LIGHT : KeystoreCost.STANDARD;
  }

  private static void drawPassword(Path passwordFile, SecureRandom random) {
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
}
