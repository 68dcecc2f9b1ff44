// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeySignerTest {
  /** P-4. */
  @Test
  void aKeystoreGivesTheKeyBackToItsPasswordOnly(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("key.json");
    KeySigner signer = KeySigner.random(new SecureRandom());
    signer.toKeystore(file, "correct horse".toCharArray(), KeystoreCost.LIGHT);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    KeySigner read = KeySigner.fromKeystore(file, "correct horse".toCharArray());
    assertThat(read.address()).isEqualTo(signer.address());
    assertThat(read.sign(Bytes32.ZERO)).isEqualTo(signer.sign(Bytes32.ZERO));
    assertThatThrownBy(() -> KeySigner.fromKeystore(file, "wrong".toCharArray()))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("keystore.unreadable"));
    assertThatThrownBy(() -> signer.toKeystore(file, "again".toCharArray(), KeystoreCost.LIGHT))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("keystore.unwritable"));
  }

  /** P-4. */
  @Test
  void aSignerPrintsItsAddressAndNothingElse() {
    KeySigner signer = KeySigner.ofKey(Keccak.hash(new byte[] {1}));
    assertThat(signer).hasToString("KeySigner[" + signer.address() + "]");
  }

  @Test
  void zeroIsNoKey() {
    assertThatThrownBy(() -> KeySigner.ofKey(Bytes32.ZERO))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("key.malformed"));
  }
}
