// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;

/** ECDSA on P-256 in the raw encodings of Intel's structures. */
final class P256 {
  private static final int COORDINATE_LENGTH = 32;

  private P256() {}

  static KeyPair generate(SecureRandom random) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    return generator.generateKeyPair();
  }

  /** r ‖ s over the message's SHA-256. */
  static byte[] sign(PrivateKey key, byte[] message, SecureRandom random)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(key, random);
    signature.update(message);
    return signature.sign();
  }

  /** x ‖ y, big-endian. */
  static byte[] encode(ECPublicKey key) {
    byte[] encoded = new byte[2 * COORDINATE_LENGTH];
    put(key.getW().getAffineX(), encoded, COORDINATE_LENGTH);
    put(key.getW().getAffineY(), encoded, 2 * COORDINATE_LENGTH);
    return encoded;
  }

  private static void put(BigInteger coordinate, byte[] target, int end) {
    byte[] minimal = coordinate.toByteArray();
    byte[] unsigned =
        minimal.length > COORDINATE_LENGTH
            ? Arrays.copyOfRange(minimal, minimal.length - COORDINATE_LENGTH, minimal.length)
            : minimal;
    System.arraycopy(unsigned, 0, target, end - unsigned.length, unsigned.length);
  }
}
