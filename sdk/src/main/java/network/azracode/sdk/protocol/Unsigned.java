// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

import java.math.BigInteger;

/** Range checks for Solidity's unsigned integers. */
public final class Unsigned {
  private Unsigned() {}

  /**
   * Up to 63 bits of value: a {@code uint64} above 2⁶³ − 1 is refused where nothing honest comes
   * near it, so that no arithmetic in Java ever meets a negative.
   *
   * @throws AzraException {@code value.range}
   */
  public static long require(String field, long value, int bits) {
    long max = bits >= 64 ? Long.MAX_VALUE : (1L << bits) - 1;
    if (value < 0 || value > max) {
      throw outOfRange(field, BigInteger.valueOf(max), Long.toString(value));
    }
    return value;
  }

  /**
   * @throws AzraException {@code value.range}
   */
  public static BigInteger require(String field, BigInteger value, int bits) {
    if (value.signum() < 0 || value.bitLength() > bits) {
      BigInteger max = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
      throw outOfRange(
          field, max, value.bitLength() > 512 ? "more than 512 bits" : value.toString());
    }
    return value;
  }

  private static AzraException outOfRange(String field, BigInteger max, String found) {
    return new AzraException(
        "value.range", "%s: expected 0 to %s, found %s".formatted(field, max, found));
  }
}
