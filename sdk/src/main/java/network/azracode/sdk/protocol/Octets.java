// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Objects;

/** Bytes of any length that never change. */
public final class Octets {
  public static final Octets EMPTY = new Octets(new byte[0]);

  private final byte[] bytes;

  private Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  @JsonCreator
  public static Octets of(String hex) {
    return new Octets(Hex.decode(hex));
  }

  public static Octets of(byte[] bytes) {
    return new Octets(bytes.clone());
  }

  /** The parts one after the other, as a plain array. */
  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }

  public int length() {
    return bytes.length;
  }

  public byte[] toByteArray() {
    return bytes.clone();
  }

  /**
   * The bytes from one index to before another.
   *
   * @throws IndexOutOfBoundsException for any that are not there: nothing is filled up with zeroes
   */
  public Octets slice(int from, int to) {
    Objects.checkFromToIndex(from, to, bytes.length);
    return new Octets(Arrays.copyOfRange(bytes, from, to));
  }

  /** One byte as a number from 0 to 255. */
  public int unsignedByte(int index) {
    return Byte.toUnsignedInt(bytes[index]);
  }

  public boolean isZero() {
    for (byte b : bytes) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  /** One bit, counted from the lowest of the first byte, as vendors number attribute bits. */
  public boolean bit(int index) {
    return (bytes[index / 8] >> (index % 8) & 1) == 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets that && Arrays.equals(bytes, that.bytes);
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
