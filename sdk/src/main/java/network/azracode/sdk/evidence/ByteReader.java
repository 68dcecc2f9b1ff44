// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;

/**
 * Reads a bounded range from front to back; integers are little-endian, as in Intel's structures.
 */
final class ByteReader {
  private final Octets bytes;
  private final int end;
  private int position;

  ByteReader(Octets bytes) {
    this(bytes, 0, bytes.length());
  }

  private ByteReader(Octets bytes, int from, int end) {
    this.bytes = bytes;
    this.position = from;
    this.end = end;
  }

  Octets take(String field, long length) {
    if (length > end - position) {
      throw malformed(field, "expected " + length + " bytes", "found " + (end - position));
    }
    Octets taken = bytes.slice(position, position + (int) length);
    position += (int) length;
    return taken;
  }

  /** A reader of exactly the next bytes, which this one then has passed. */
  ByteReader within(String field, long length) {
    int from = position;
    take(field, length);
    return new ByteReader(bytes, from, position);
  }

  int u8(String field) {
    return (int) unsigned(take(field, 1));
  }

  int u16(String field) {
    return (int) unsigned(take(field, 2));
  }

  long u32(String field) {
    return unsigned(take(field, 4));
  }

  /** All 64 bits; a value above 2⁶³ − 1 comes out negative. */
  long u64(String field) {
    return unsigned(take(field, 8));
  }

  void expect(String field, long expected, long found) {
    if (expected != found) {
      throw malformed(field, "expected " + expected, "found " + found);
    }
  }

  int left() {
    return end - position;
  }

  /** The structure ends here: sizes that do not nest exactly are refused. */
  void expectEnd(String field) {
    expect(field + ", bytes left over", 0, end - position);
  }

  private static long unsigned(Octets octets) {
    long value = 0;
    byte[] bytes = octets.toByteArray();
    for (int i = bytes.length - 1; i >= 0; i--) {
      value = value << 8 | Byte.toUnsignedLong(bytes[i]);
    }
    return value;
  }

  static AzraException malformed(String field, String expected, String found) {
    return new AzraException("evidence.malformed", "%s: %s, %s".formatted(field, expected, found));
  }
}
