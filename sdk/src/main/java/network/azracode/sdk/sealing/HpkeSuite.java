// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.sealing;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobId;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;

/**
 * The one suite, over Bouncy Castle, in base mode and one shot: {@code enc (32) ‖ ciphertext ‖ tag
 * (16)}. Clients are authenticated by their terms, enclaves by their evidence.
 */
final class HpkeSuite {
  static final int ENCAPSULATED_LENGTH = 32;
  static final int OVERHEAD = ENCAPSULATED_LENGTH + 16;
  private static final byte[] INFO = "azra/sealing/1".getBytes(StandardCharsets.US_ASCII);

  private HpkeSuite() {}

  static byte[] seal(
      Bytes32 recipient, Direction direction, JobId id, byte[] plaintext, SecureRandom random) {
    X25519PrivateKeyParameters ephemeral = new X25519PrivateKeyParameters(random);
    return seal(recipient, INFO, direction.associatedData(id), plaintext, ephemeral);
  }

  static byte[] seal(
      Bytes32 recipient,
      byte[] info,
      byte[] associatedData,
      byte[] plaintext,
      X25519PrivateKeyParameters ephemeral) {
    try {
      var context =
          hpke()
              .setupBaseS(
                  new X25519PublicKeyParameters(recipient.toByteArray()), info, pair(ephemeral));
      byte[] ciphertext = context.seal(associatedData, plaintext);
      byte[] sealed =
          Arrays.copyOf(context.getEncapsulation(), ENCAPSULATED_LENGTH + ciphertext.length);
      System.arraycopy(ciphertext, 0, sealed, ENCAPSULATED_LENGTH, ciphertext.length);
      return sealed;
    } catch (InvalidCipherTextException | IllegalStateException e) {
      // X25519 refuses points of low order: such a key opens to anybody
      throw new AzraException(
          "seal.key", "expected a recipient's X25519 public key, found " + recipient, e);
    }
  }

  /**
   * @throws AzraException {@code <envelope|result>.unopenable}: wrong key, wrong job, wrong
   *     direction or damaged; nothing tells which
   */
  static byte[] open(byte[] privateKey, Direction direction, JobId id, byte[] sealed) {
    int length = sealed.length - OVERHEAD;
    if (length < SizeClass.MIN_LENGTH
        || length > SizeClass.MAX_LENGTH
        || Integer.bitCount(length) != 1) {
      throw unopenable(direction, id);
    }
    byte[] encapsulated = Arrays.copyOf(sealed, ENCAPSULATED_LENGTH);
    byte[] ciphertext = Arrays.copyOfRange(sealed, ENCAPSULATED_LENGTH, sealed.length);
    try {
      return hpke()
          .setupBaseR(encapsulated, pair(new X25519PrivateKeyParameters(privateKey)), INFO)
          .open(direction.associatedData(id), ciphertext);
    } catch (InvalidCipherTextException | IllegalStateException | IllegalArgumentException e) {
      throw unopenable(direction, id);
    }
  }

  private static HPKE hpke() {
    return new HPKE(
        HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
  }

  private static AsymmetricCipherKeyPair pair(X25519PrivateKeyParameters key) {
    return new AsymmetricCipherKeyPair(key.generatePublicKey(), key);
  }

  private static AzraException unopenable(Direction direction, JobId id) {
    return new AzraException(
        direction.noun() + ".unopenable",
        "expected the %s of job %s under this key, found something else"
            .formatted(direction.noun(), id));
  }
}
