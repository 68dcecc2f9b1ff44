// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigInteger;
import java.util.Arrays;

/** Thirty-two bytes that never change: a hash, a commitment, a public key, a word. */
public final class Bytes32 implements Comparable<Bytes32> {
  public static final int LENGTH = 32;
  public static final Bytes32 ZERO = new Bytes32(new byte[LENGTH]);

  private final byte[] bytes;

  private Bytes32(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads a word from text.
   *
   * @param hex {@code 0x} and 64 digits
   */
  @JsonCreator
  public static Bytes32 of(String hex) {
    return new Bytes32(Hex.decode(hex, LENGTH, "32-byte value"));
  }

  public static Bytes32 of(byte[] bytes) {
    Hex.requireLength(bytes, LENGTH, "32-byte value");
    return new Bytes32(bytes.clone());
  }

  /** The big-endian word of a number from 0 to 2²⁵⁶ − 1. */
  public static Bytes32 of(BigInteger unsigned) {
    byte[] minimal = Unsigned.require("word", unsigned, 256).toByteArray();
    byte[] word = new byte[LENGTH];
    int length = Math.min(minimal.length, LENGTH);
    System.arraycopy(minimal, minimal.length - length, word, LENGTH - length, length);
    return new Bytes32(word);
  }

  public byte[] toByteArray() {
    return bytes.clone();
  }

  public BigInteger toUnsigned() {
    return new BigInteger(1, bytes);
  }

  @Override
  public int compareTo(Bytes32 other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes32 that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  @JsonValue
  public String toString() {
    return Hex.encode(bytes);
  }
}
