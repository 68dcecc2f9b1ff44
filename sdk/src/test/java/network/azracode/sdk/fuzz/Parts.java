// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import network.azracode.sdk.protocol.Octets;

/** Several byte strings in one input: each after its length in two bytes, big-endian. */
final class Parts {
  private Parts() {}

  /** As many as are asked for; those that the input does not hold are empty. */
  static List<Octets> split(byte[] input, int count) {
    List<Octets> parts = new ArrayList<>();
    int position = 0;
    for (int i = 0; i < count; i++) {
      int length = 0;
      if (position + 2 <= input.length) {
        int declared = (input[position] & 0xff) << 8 | (input[position + 1] & 0xff);
        position += 2;
        length = Math.min(declared, input.length - position);
      }
      parts.add(Octets.of(input).slice(position, position + length));
      position += length;
    }
    return parts;
  }

  static byte[] join(List<Octets> parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (Octets part : parts) {
      joined.write(part.length() >> 8);
      joined.write(part.length());
      joined.writeBytes(part.toByteArray());
    }
    return joined.toByteArray();
  }
}
