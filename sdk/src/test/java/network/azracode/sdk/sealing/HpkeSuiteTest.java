// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HexFormat;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.Keccak;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.junit.jupiter.api.Test;

class HpkeSuiteTest {
  /**
   * K-1: an encryption in base mode with kem 0x0020, kdf 0x0001, aead 0x0002. The RFC's own
   * appendix holds none for this suite; these values are BoringSSL's, as Tink's tests carry them.
   */
  @Test
  void theSuiteIsTheOneOfRfc9180() {
    X25519PrivateKeyParameters ephemeral =
        new X25519PrivateKeyParameters(
            hex("28e212563a8b6f068af7ff17400ff1baf23612b7a738bbaf5dfb321b2b5b431a"));
    byte[] sealed =
        HpkeSuite.seal(
            Bytes32.of(hex("ac66bae9ffa270cf4a89ed9f274e30c0456babae2572aaaf002ff0d8884ab018")),
            hex("4f6465206f6e2061204772656369616e2055726e"),
            hex("436f756e742d30"),
            hex("4265617574792069732074727574682c20747275746820626561757479"),
            ephemeral);
    assertThat(sealed)
        .isEqualTo(
            hex(
                HexFormat.of().formatHex(ephemeral.generatePublicKey().getEncoded())
                    + "23ded2d5d90ea89d975dac4792b297240f194952d7421aacbff0474100052b6bb8aa58d1"
                    + "8ef6c42b6960e2e28f"));
  }

  /** K-1: a public key of low order would seal to everybody. */
  @Test
  void aRecipientOfLowOrderIsRefused() {
    assertThatThrownBy(() ->
            HpkeSuite.seal(
                Bytes32.ZERO,
                Direction.TO_CLIENT,
                new JobId(Keccak.hash()),
                new byte[SizeClass.MIN_LENGTH],
                new SecureRandom()))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("seal.key"));
  }

  private static byte[] hex(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
