// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.pki;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import network.azracode.sdk.protocol.Octets;
import org.bouncycastle.util.BigIntegers;

/** Keys of test vendors, and raw signatures with them. */
public final class TestKeys {
  private TestKeys() {}

  public static KeyPair p256() {
    return ec("secp256r1");
  }

  public static KeyPair p384() {
    return ec("secp384r1");
  }

  /** Short for an AMD key, because making 4096 bits takes seconds. */
  public static KeyPair rsa() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** r ‖ s, big-endian, over SHA-256 on P-256 and SHA-384 on P-384. */
  public static Octets sign(PrivateKey key, EcCurve curve, byte[] message) {
    try {
      Signature signature =
          Signature.getInstance(
              (curve == EcCurve.P256 ? "SHA256" : "SHA384") + "withECDSAinP1363Format");
      signature.initSign(key);
      signature.update(message);
      return Octets.of(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** x ‖ y, big-endian. */
  public static Octets xAndY(KeyPair pair, EcCurve curve) {
    var point = ((ECPublicKey) pair.getPublic()).getW();
    byte[] both = new byte[2 * curve.coordinateLength()];
    BigIntegers.asUnsignedByteArray(point.getAffineX(), both, 0, curve.coordinateLength());
    BigIntegers.asUnsignedByteArray(
        point.getAffineY(), both, curve.coordinateLength(), curve.coordinateLength());
    return Octets.of(both);
  }

  private static KeyPair ec(String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
