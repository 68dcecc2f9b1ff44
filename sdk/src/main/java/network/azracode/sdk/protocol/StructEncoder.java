// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** EIP-712 {@code hashStruct}: the type's hash, then one word per field in the type's order. */
final class StructEncoder {
  private final ByteArrayOutputStream words = new ByteArrayOutputStream();

  StructEncoder(String typeString) {
    bytes32(Keccak.hash(typeString.getBytes(StandardCharsets.UTF_8)));
  }

  StructEncoder bytes32(Bytes32 value) {
    words.writeBytes(value.toByteArray());
    return this;
  }

  StructEncoder address(Address value) {
    words.writeBytes(new byte[Bytes32.LENGTH - Address.LENGTH]);
    words.writeBytes(value.toByteArray());
    return this;
  }

  /** The long's 64 bits, unsigned; ranges are checked where the record is made. */
  StructEncoder uint(long value) {
    return uint(new BigInteger(Long.toUnsignedString(value)));
  }

  StructEncoder uint(BigInteger value) {
    return bytes32(Bytes32.of(value));
  }

  StructEncoder string(String value) {
    return bytes32(Keccak.hash(value.getBytes(StandardCharsets.UTF_8)));
  }

  StructEncoder array(List<Bytes32> values) {
    return bytes32(Keccak.hash(values.stream().map(Bytes32::toByteArray).toArray(byte[][]::new)));
  }

  Bytes32 hash() {
    return Keccak.hash(words.toByteArray());
  }
}
