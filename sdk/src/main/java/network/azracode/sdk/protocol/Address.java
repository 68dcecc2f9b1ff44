// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** Twenty bytes of an account, a contract or an enclave's key; ordered as the chain orders them. */
public final class Address implements Comparable<Address> {
  public static final int LENGTH = 20;
  public static final Address ZERO = new Address(new byte[LENGTH]);

  private final byte[] bytes;

  private Address(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads an address from text.
   *
   * @param hex {@code 0x} and 40 digits of either case; a mixed-case checksum is not verified
   */
  @JsonCreator
  public static Address of(String hex) {
    return new Address(Hex.decode(hex, LENGTH, "address"));
  }

  public static Address of(byte[] bytes) {
    Hex.requireLength(bytes, LENGTH, "address");
    return new Address(bytes.clone());
  }

  public byte[] toByteArray() {
    return bytes.clone();
  }

  @Override
  public int compareTo(Address other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Address that && Arrays.equals(bytes, that.bytes);
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
