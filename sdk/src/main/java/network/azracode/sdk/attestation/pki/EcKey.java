// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.pki;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.EllipticCurve;
import java.util.Arrays;
import network.azracode.sdk.protocol.Octets;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.math.ec.ECPoint;

/**
 * A public key that checks ECDSA signatures in the raw form of the vendors' structures. None exists
 * that is off its curve. Bouncy Castle computes: on these curves it is several times as fast as the
 * JDK.
 */
public final class EcKey {
  private final EcCurve curve;
  private final Octets xAndY;
  private final ECPublicKeyParameters key;

  private EcKey(EcCurve curve, Octets xAndY, ECPoint point) {
    this.curve = curve;
    this.xAndY = xAndY;
    this.key = new ECPublicKeyParameters(point, curve.domain());
  }

  /**
   * Reads a key and checks that it is on the curve.
   *
   * @param xAndY both coordinates, big-endian
   * @throws network.azracode.sdk.protocol.AzraException {@code <origin>.key.offCurve}
   */
  public static EcKey of(Origin origin, EcCurve curve, Octets xAndY) {
    if (xAndY.length() != 2 * curve.coordinateLength()) {
      throw origin.refused(
          "key.offCurve", "expected a key on %s, found %d bytes".formatted(curve, xAndY.length()));
    }
    byte[] pair = xAndY.toByteArray();
    try {
      ECPoint point =
          curve
              .parameters()
              .getCurve()
              .validatePoint(integer(curve, pair, 0), integer(curve, pair, 1));
      return new EcKey(curve, xAndY, point);
    } catch (IllegalArgumentException e) {
      throw origin.refused(
          "key.offCurve", "expected a key on %s, found a point off it".formatted(curve), e);
    }
  }

  /**
   * The key of a certificate.
   *
   * @throws network.azracode.sdk.protocol.AzraException {@code <origin>.key.kind} for any other
   *     kind of key or curve
   */
  public static EcKey of(Origin origin, EcCurve curve, PublicKey key) {
    if (!(key instanceof ECPublicKey ec) || !isOn(curve, ec)) {
      throw origin.refused(
          "key.kind",
          "expected a key on %s, found one of another kind: %s"
              .formatted(curve, key.getAlgorithm()));
    }
    int length = curve.coordinateLength();
    byte[] pair = new byte[2 * length];
    write(ec.getW().getAffineX(), pair, length, length);
    write(ec.getW().getAffineY(), pair, 2 * length, length);
    return of(origin, curve, Octets.of(pair));
  }

  /** Whether this key made r ‖ s, big-endian, over the message's hash. */
  public boolean verifies(Octets message, Octets rAndS) {
    if (rAndS.length() != 2 * curve.coordinateLength()) {
      return false;
    }
    byte[] pair = rAndS.toByteArray();
    ECDSASigner signer = new ECDSASigner();
    signer.init(false, key);
    return signer.verifySignature(
        curve.hash(message.toByteArray()), integer(curve, pair, 0), integer(curve, pair, 1));
  }

  /** Both coordinates, big-endian. */
  public Octets xAndY() {
    return xAndY;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EcKey that && curve == that.curve && xAndY.equals(that.xAndY);
  }

  @Override
  public int hashCode() {
    return xAndY.hashCode();
  }

  @Override
  public String toString() {
    return xAndY.toString();
  }

  private static boolean isOn(EcCurve curve, ECPublicKey key) {
    EllipticCurve found = key.getParams().getCurve();
    var expected = curve.parameters();
    return key.getParams().getOrder().equals(expected.getN())
        && found.getA().equals(expected.getCurve().getA().toBigInteger())
        && found.getB().equals(expected.getCurve().getB().toBigInteger());
  }

  private static BigInteger integer(EcCurve curve, byte[] pair, int index) {
    int from = index * curve.coordinateLength();
    return new BigInteger(1, Arrays.copyOfRange(pair, from, from + curve.coordinateLength()));
  }

  private static void write(BigInteger coordinate, byte[] target, int end, int width) {
    byte[] minimal = coordinate.toByteArray();
    int length = Math.min(minimal.length, width);
    System.arraycopy(minimal, minimal.length - length, target, end - length, length);
  }
}
