// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import network.azracode.sdk.protocol.KeySigner;
import network.azracode.sdk.protocol.KeystoreCost;
import network.azracode.sdk.protocol.OwnerOnly;

/** Every party's own key, drawn at first use and kept as an encrypted keystore. */
final class LocalKeys {
  private static final int PASSWORD_BYTES = 32;

  private final Path folder;
  private final SecureRandom random;

  LocalKeys(Path folder, SecureRandom random) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.random = random;
  }

  KeySigner signer(String party) throws IOException {
    char[] password = password(party);
    if (Files.notExists(keystore(party))) {
      Path draft = draft(keystore(party));
      KeySigner.random(random).toKeystore(draft, password, KeystoreCost.LIGHT);
      Files.move(draft, keystore(party), StandardCopyOption.ATOMIC_MOVE);
    }
    return KeySigner.fromKeystore(keystore(party), password);
  }

  Path keystore(String party) {
    return folder.resolve(party + ".json");
  }

  Path passwordFile(String party) {
    return folder.resolve(party + ".password");
  }

  /** A name to write under, so that a kill leaves no half of a key under the right one. */
  private static Path draft(Path file) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    return draft;
  }

  private char[] password(String party) throws IOException {
    Path file = passwordFile(party);
    if (Files.notExists(file)) {
      byte[] drawn = new byte[PASSWORD_BYTES];
      random.nextBytes(drawn);
      byte[] text = HexFormat.of().formatHex(drawn).getBytes(StandardCharsets.US_ASCII);
      Path draft = draft(file);
      OwnerOnly.create(draft, text);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readString(file).strip().toCharArray();
  }
}
