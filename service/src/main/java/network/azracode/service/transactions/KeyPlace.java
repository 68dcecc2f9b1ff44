// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.transactions;

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
import org.jspecify.annotations.Nullable;

/**
 * Where a key of this service is kept: in an encrypted file, with a Web3Signer, or nowhere.
 *
 * @param owner what the key is for, the first word of what is refused
 * @param keystore version 3 keystore file
 * @param passwordFile text file whose first line opens it
 * @param web3signer where a Web3Signer listens that keeps it
 * @param account whose key is expected, as 0x hex
 */
public record KeyPlace(
    String owner,
    @Nullable Path keystore,
    @Nullable Path passwordFile,
    @Nullable URI web3signer,
    @Nullable String account) {
  private static final int MAX_PASSWORD_FILE_BYTES = 1_024;

  /**
   * @return empty where no key is named
   * @throws AzraException {@code <owner>.password}, {@code <owner>.account}, {@code
   *     keystore.unreadable} or {@code signer.…}
   */
  public Optional<Signer> open() {
    return web3signer == null || account == null
        ? openKeystore().map(this::requireExpected)
        : Optional.of(Web3Signer.connect(web3signer, Address.of(account), Web3Signer.TIMEOUT));
  }

  private Optional<Signer> openKeystore() {
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

  private Signer requireExpected(Signer found) {
    if (account != null && !Address.of(account).equals(found.address())) {
      throw new AzraException(
          owner + ".account",
          "keystore %s: expected the key of %s, found that of %s"
              .formatted(keystore, account, found.address()));
    }
    return found;
  }

  private char[] password(Path file) {
    try {
      if (Files.size(file) > MAX_PASSWORD_FILE_BYTES) {
        throw new AzraException(
            owner + ".password",
            "password file %s: expected at most %d bytes".formatted(file, MAX_PASSWORD_FILE_BYTES));
      }
      return Files.readString(file, StandardCharsets.UTF_8)
          .lines()
          .findFirst()
          .orElse("")
          .toCharArray();
    } catch (IOException e) {
      throw new AzraException(owner + ".password", "expected a readable file at " + file, e);
    }
  }
}
