// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import network.azracode.sdk.ledger.keys.Web3Signer;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.Signer;

/** Opens the keystore that the properties name, or finds their key with a Web3Signer. */
public final class AttestorKey {
  private static final int MAX_PASSWORD_FILE_BYTES = 1_024;

  private AttestorKey() {}

  /**
   * @return empty where no key is named
   * @throws AzraException {@code attestor.password}, {@code keystore.unreadable} or {@code
   *     signer.…}
   */
  public static Optional<Signer> open(AttestorProperties properties) {
    URI web3signer = properties.web3signer();
    String account = properties.account();
    return web3signer == null || account == null
        ? openKeystore(properties)
        : Optional.of(Web3Signer.connect(web3signer, Address.of(account), Web3Signer.TIMEOUT));
  }

  private static Optional<Signer> openKeystore(AttestorProperties properties) {
    Path keystore = properties.keystore();
    Path passwordFile = properties.passwordFile();
    if (keystore == null || passwordFile == null) {
      return Optional.empty();
    }
    char[] password = password(passwordFile);
    try {
      return Optional.of(KeySigner.fromKeystore(keystore, password));
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private static char[] password(Path file) {
    try {
      if (Files.size(file) > MAX_PASSWORD_FILE_BYTES) {
        throw new AzraException(
            "attestor.password",
            "password file %s: expected at most %d bytes".formatted(file, MAX_PASSWORD_FILE_BYTES));
      }
      return Files.readString(file, StandardCharsets.UTF_8)
          .lines()
          .findFirst()
          .orElse("")
          .toCharArray();
    } catch (IOException e) {
      throw new AzraException("attestor.password", "expected a readable file at " + file, e);
    }
  }
}
