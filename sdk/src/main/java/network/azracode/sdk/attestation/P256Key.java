// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.jspecify.annotations.Nullable;

/** A public key on P-256; none exists that is off the curve. */
public final class P256Key {
  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256r1");
  private static final ECDomainParameters DOMAIN = new ECDomainParameters(CURVE);
  private static final int COORDINATE_LENGTH = 32;

  private final Octets xAndY;
  private final ECPublicKeyParameters key;

  private P256Key(Octets xAndY, ECPublicKeyParameters key) {
    this.xAndY = xAndY;
    this.key = key;
  }

  /**
   * Reads a key and checks that it is on the curve.
   *
   * @param xAndY 64 bytes, big-endian
   * @throws AzraException {@code evidence.key} when it is no point of the curve
   */
  public static P256Key of(Octets xAndY) {
    if (xAndY.length() != 2 * COORDINATE_LENGTH) {
      throw notOnCurve("a key of " + xAndY.length() + " bytes", null);
    }
    byte[] coordinates = xAndY.toByteArray();
    try {
      var point =
          CURVE.getCurve().validatePoint(coordinate(coordinates, 0), coordinate(coordinates, 1));
      return new P256Key(xAndY, new ECPublicKeyParameters(point, DOMAIN));
    } catch (IllegalArgumentException e) {
      throw notOnCurve("a point that is not", e);
    }
  }

  /**
   * The key of a certificate.
   *
   * @throws AzraException {@code evidence.key} for any other kind of key or curve
   */
  public static P256Key of(PublicKey key) {
    if (!(key instanceof ECPublicKey ec)
        || !ec.getParams().getOrder().equals(CURVE.getN())
        || !ec.getParams().getCurve().getA().equals(CURVE.getCurve().getA().toBigInteger())
        || !ec.getParams().getCurve().getB().equals(CURVE.getCurve().getB().toBigInteger())) {
      throw notOnCurve("a key of another kind: " + key.getAlgorithm(), null);
    }
    byte[] coordinates = new byte[2 * COORDINATE_LENGTH];
    write(ec.getW().getAffineX(), coordinates, COORDINATE_LENGTH);
    write(ec.getW().getAffineY(), coordinates, 2 * COORDINATE_LENGTH);
    return of(Octets.of(coordinates));
  }

  /** Whether this key made r ‖ s (64 bytes) over the message's SHA-256. */
  boolean verifies(Octets message, Octets signature) {
    ECDSASigner signer = new ECDSASigner();
    signer.init(false, key);
    byte[] rs = signature.toByteArray();
    return rs.length == 2 * COORDINATE_LENGTH
        && signer.verifySignature(
            Sha256.hash(message.toByteArray()).toByteArray(), coordinate(rs, 0), coordinate(rs, 1));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof P256Key that && xAndY.equals(that.xAndY);
  }

  @Override
  public int hashCode() {
    return xAndY.hashCode();
  }

  @Override
  public String toString() {
    return xAndY.toString();
  }

  private static BigInteger coordinate(byte[] pair, int index) {
    int from = index * COORDINATE_LENGTH;
    return new BigInteger(1, Arrays.copyOfRange(pair, from, from + COORDINATE_LENGTH));
  }

  private static void write(BigInteger coordinate, byte[] target, int end) {
    byte[] minimal = coordinate.toByteArray();
    int length = Math.min(minimal.length, COORDINATE_LENGTH);
    System.arraycopy(minimal, minimal.length - length, target, end - length, length);
  }

  private static AzraException notOnCurve(String found, @Nullable Throwable cause) {
    return new AzraException("evidence.key", "expected a key on P-256, found " + found, cause);
  }
}
