// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.sealing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.KeystoreCost;
import network.azracode.sdk.protocol.Octets;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * A private key under scrypt (r 8, p 1) and AES-256-GCM. The associated data is {@code
 * azra/sealing-key/1} and the public key, so that nobody swaps the latter.
 *
 * @param version 1
 * @param scryptCost N, a power of two from 2¹² to 2¹⁸
 * @param salt 32 random bytes
 * @param nonce 12 random bytes
 * @param ciphertext the 32 bytes of the key, then the tag
 */
record EncryptedSealingKey(
    int version, Bytes32 publicKey, int scryptCost, Bytes32 salt, Octets nonce, Octets ciphertext) {
  private static final int VERSION = 1;
  private static final byte[] LABEL = "azra/sealing-key/1".getBytes(StandardCharsets.US_ASCII);
  private static final int LIGHT_COST = 1 << 12;
  private static final int STANDARD_COST = 1 << 18;
  private static final int BLOCK_SIZE = 8;
  private static final int NONCE_LENGTH = 12;
  private static final int TAG_BITS = 128;
  private static final int CIPHERTEXT_LENGTH = Bytes32.LENGTH + TAG_BITS / Byte.SIZE;

  EncryptedSealingKey {
    require("version", VERSION, version);
    require("nonce", NONCE_LENGTH, nonce.length());
    require("ciphertext", CIPHERTEXT_LENGTH, ciphertext.length());
    // a file must not make its reader spend without bound
    if (scryptCost < LIGHT_COST
        || scryptCost > STANDARD_COST
        || Integer.bitCount(scryptCost) != 1) {
      throw new AzraException(
          "sealing-key.malformed",
          "scryptCost: expected a power of two from %d to %d, found %d"
              .formatted(LIGHT_COST, STANDARD_COST, scryptCost));
    }
  }

  static EncryptedSealingKey encrypt(
      SealingKeyPair keys, char[] password, KeystoreCost cost, SecureRandom random) {
    Bytes32 salt = Bytes32.of(drawn(Bytes32.LENGTH, random));
    byte[] nonce = drawn(NONCE_LENGTH, random);
    int scryptCost =
        switch (cost) {
          case STANDARD -> STANDARD_COST;
          case LIGHT -> LIGHT_COST;
        };
    byte[] privateKey = keys.privateKey();
    byte[] key = keyOf(password, salt, scryptCost);
    try {
      byte[] ciphertext =
          cipher(Cipher.ENCRYPT_MODE, key, nonce, keys.publicKey()).doFinal(privateKey);
      return new EncryptedSealingKey(
          VERSION, keys.publicKey(), scryptCost, salt, Octets.of(nonce), Octets.of(ciphertext));
    } catch (GeneralSecurityException e) {
      throw new AzraException("sealing-key.unwritable", "cannot encrypt the sealing key", e);
    } finally {
      Arrays.fill(key, (byte) 0);
      Arrays.fill(privateKey, (byte) 0);
    }
  }

  /** The raw private key, which the caller zeroes. */
  byte[] decrypt(char[] password) {
    byte[] key = keyOf(password, salt, scryptCost);
    try {
      return cipher(Cipher.DECRYPT_MODE, key, nonce.toByteArray(), publicKey)
          .doFinal(ciphertext.toByteArray());
    } catch (GeneralSecurityException e) {
      throw new AzraException("sealing-key.password", "wrong password, or a damaged file", e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, Bytes32 publicKey)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(LABEL);
    cipher.updateAAD(publicKey.toByteArray());
    return cipher;
  }

  private static byte[] keyOf(char[] password, Bytes32 salt, int scryptCost) {
    byte[] text = new String(password).getBytes(StandardCharsets.UTF_8);
    try {
      return SCrypt.generate(text, salt.toByteArray(), scryptCost, BLOCK_SIZE, 1, Bytes32.LENGTH);
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  private static byte[] drawn(int length, SecureRandom random) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static void require(String field, int expected, int found) {
    if (expected != found) {
      throw new AzraException(
          "sealing-key.malformed", "%s: expected %d, found %d".formatted(field, expected, found));
    }
  }
}
