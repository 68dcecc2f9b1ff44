// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Wallet;
import org.web3j.crypto.WalletFile;
import org.web3j.crypto.exception.CipherException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Web3 Secret Storage, version 3, over web3j. */
final class Keystore {
  private static final int MAX_FILE_BYTES = 16_384;
  private static final JsonMapper MAPPER = new JsonMapper();

  private Keystore() {}

  static ECKeyPair read(Path file, char[] password) {
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw unreadable(file, "expected at most " + MAX_FILE_BYTES + " bytes", null);
      }
      @Nullable WalletFile wallet = MAPPER.readValue(Files.readAllBytes(file), WalletFile.class);
      if (wallet == null || wallet.getCrypto() == null) {
        throw unreadable(file, "expected a version 3 keystore", null);
      }
      return Wallet.decrypt(new String(password), wallet);
    } catch (IOException e) {
      throw unreadable(file, "no readable file", e);
    } catch (JacksonException e) {
      // the parser's own message may quote the file
      throw unreadable(file, "expected a version 3 keystore", null);
    } catch (CipherException e) {
      throw unreadable(file, "wrong password, or not a version 3 keystore", e);
    }
  }

  static void write(Path file, char[] password, ECKeyPair key, KeystoreCost cost) {
    try {
      WalletFile wallet =
          switch (cost) {
            case STANDARD -> Wallet.createStandard(new String(password), key);
            case LIGHT -> Wallet.createLight(new String(password), key);
          };
      OwnerOnly.create(file, MAPPER.writeValueAsString(wallet).getBytes(StandardCharsets.UTF_8));
    } catch (IOException | CipherException e) {
      throw new AzraException("keystore.unwritable", "cannot write keystore " + file, e);
    }
  }

  private static AzraException unreadable(Path file, String why, @Nullable Exception cause) {
    return new AzraException("keystore.unreadable", "keystore " + file + ": " + why, cause);
  }
}
