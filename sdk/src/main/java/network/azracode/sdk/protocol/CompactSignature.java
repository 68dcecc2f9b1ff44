// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

import java.math.BigInteger;
import java.util.Arrays;
import org.web3j.crypto.ECDSASignature;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;

/**
 * A secp256k1 signature as EIP-2098 packs it: the top bit of {@code vs} is the parity of R, the
 * rest is a low s. Only one form of any signature can be built.
 */
public record CompactSignature(Bytes32 r, Bytes32 vs) {
  private static final BigInteger ORDER = Sign.CURVE_PARAMS.getN();
  private static final BigInteger HALF_ORDER = ORDER.shiftRight(1);
  private static final int PARITY_BIT = 255;

  /**
   * @throws AzraException {@code signature.malformed} when r or s is outside the curve's order, or
   *     s in its upper half
   */
  public CompactSignature {
    requireIn("r", r.toUnsigned(), ORDER.subtract(BigInteger.ONE));
    requireIn("s", vs.toUnsigned().clearBit(PARITY_BIT), HALF_ORDER);
  }

  static CompactSignature of(BigInteger r, BigInteger s, int parity) {
    return new CompactSignature(Bytes32.of(r), Bytes32.of(parity == 0 ? s : s.setBit(PARITY_BIT)));
  }

  /**
   * Reads {@code r ‖ s ‖ v} (65 bytes, v of 27, 28, 0 or 1) or {@code r ‖ vs} (64 bytes).
   *
   * @throws AzraException {@code signature.malformed}
   */
  public static CompactSignature ofBytes(byte[] bytes) {
    return switch (bytes.length) {
      case 64 -> new CompactSignature(word(bytes, 0), word(bytes, 32));
      case 65 -> ofRsv(bytes);
      default -> throw malformed("expected 64 or 65 bytes, found " + bytes.length);
    };
  }

  /**
   * Reads what a wallet answered: as {@link #ofBytes}, but an s in the upper half is exchanged for
   * its twin in the lower one. Contracts take only the latter; some wallets make both.
   *
   * @throws AzraException {@code signature.malformed}
   */
  public static CompactSignature ofWallet(byte[] bytes) {
    if (bytes.length != 65) {
      return ofBytes(bytes);
    }
    BigInteger s = word(bytes, 32).toUnsigned();
    requireIn("s", s, ORDER.subtract(BigInteger.ONE));
    int parity = parityOf(bytes);
    BigInteger r = word(bytes, 0).toUnsigned();
    return s.compareTo(HALF_ORDER) > 0 ? of(r, ORDER.subtract(s), 1 - parity) : of(r, s, parity);
  }

  private static CompactSignature ofRsv(byte[] bytes) {
    int parity = parityOf(bytes);
    BigInteger s = word(bytes, 32).toUnsigned();
    requireIn("s", s, HALF_ORDER);
    return of(word(bytes, 0).toUnsigned(), s, parity);
  }

  private static int parityOf(byte[] rsv) {
    int v = Byte.toUnsignedInt(rsv[64]);
    int parity = v >= 27 ? v - 27 : v;
    if (parity > 1) {
      throw malformed("v: expected 27, 28, 0 or 1, found " + v);
    }
    return parity;
  }

  /** {@code r ‖ s ‖ v} with v of 27 or 28, as wallets and ERC-1271 contracts expect it. */
  public byte[] bytes65() {
    byte[] bytes = Arrays.copyOf(r.toByteArray(), 65);
    System.arraycopy(s().toByteArray(), 0, bytes, 32, 32);
    bytes[64] = (byte) (27 + parity());
    return bytes;
  }

  /** {@code r ‖ vs}. */
  public byte[] bytes64() {
    byte[] bytes = Arrays.copyOf(r.toByteArray(), 64);
    System.arraycopy(vs.toByteArray(), 0, bytes, 32, 32);
    return bytes;
  }

  /** The s without the parity bit. */
  public Bytes32 s() {
    return Bytes32.of(vs.toUnsigned().clearBit(PARITY_BIT));
  }

  /** 0 or 1. */
  public int parity() {
    return vs.toUnsigned().testBit(PARITY_BIT) ? 1 : 0;
  }

  /**
   * The account that signed, if this is a signature at all; compare it with the one expected.
   *
   * @throws AzraException {@code signature.unrecoverable} when no key can have made it
   */
  public Address recover(Bytes32 digest) {
    ECDSASignature signature = new ECDSASignature(r.toUnsigned(), s().toUnsigned());
    BigInteger key;
    try {
      key = Sign.recoverFromSignature(parity(), signature, digest.toByteArray());
    } catch (IllegalArgumentException e) {
      throw unrecoverable();
    }
    if (key == null) {
      throw unrecoverable();
    }
    return Address.of("0x" + Keys.getAddress(key));
  }

  private static AzraException unrecoverable() {
    return new AzraException(
        "signature.unrecoverable", "expected a signature that a key can make, found none for it");
  }

  private static Bytes32 word(byte[] bytes, int from) {
    return Bytes32.of(Arrays.copyOfRange(bytes, from, from + 32));
  }

  private static void requireIn(String part, BigInteger value, BigInteger max) {
    if (value.signum() == 0 || value.compareTo(max) > 0) {
      throw malformed(
          "%s: expected 1 to 0x%s, found 0x%s"
              .formatted(part, max.toString(16), value.toString(16)));
    }
  }

  private static AzraException malformed(String message) {
    return new AzraException("signature.malformed", message);
  }
}
