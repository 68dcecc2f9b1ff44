// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.sealing;

import java.nio.ByteBuffer;
import java.util.Arrays;
import network.azracode.sdk.protocol.Bytes32;
import org.jspecify.annotations.Nullable;

/** Some 32-byte words, a content behind its length, then zeroes up to the size class. */
final class Padded {
  private static final int LENGTH_BYTES = Integer.BYTES;

  private Padded() {}

  static byte[] encode(byte[] content, Bytes32... words) {
    int length = words.length * Bytes32.LENGTH + LENGTH_BYTES + content.length;
    ByteBuffer padded = ByteBuffer.allocate(SizeClass.of(length));
    for (Bytes32 word : words) {
      padded.put(word.toByteArray());
    }
    return padded.putInt(content.length).put(content).array();
  }

  static Bytes32 word(byte[] padded, int index) {
    int from = index * Bytes32.LENGTH;
    return Bytes32.of(Arrays.copyOfRange(padded, from, from + Bytes32.LENGTH));
  }

  /** The content behind so many words; null unless this is exactly what {@link #encode} makes. */
  static byte @Nullable [] content(byte[] padded, int words) {
    int header = words * Bytes32.LENGTH + LENGTH_BYTES;
    if (padded.length < SizeClass.MIN_LENGTH || padded.length > SizeClass.MAX_LENGTH) {
      return null;
    }
    int length = ByteBuffer.wrap(padded).getInt(header - LENGTH_BYTES);
    if (length < 0
        || length > SizeClass.MAX_CONTENT_BYTES
        || SizeClass.of(header + length) != padded.length) {
      return null;
    }
    for (int i = header + length; i < padded.length; i++) {
      if (padded[i] != 0) {
        return null;
      }
    }
    return Arrays.copyOfRange(padded, header, header + length);
  }
}
