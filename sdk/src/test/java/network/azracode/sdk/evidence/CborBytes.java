// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes CBOR, well-formed or not: each method answers the bytes of one item. */
public final class CborBytes {
  public static final byte[] NULL = {(byte) 0xf6};
  private static final byte[] BREAK = {(byte) 0xff};

  private CborBytes() {}

  public static byte[] unsigned(long value) {
    return head(0, value);
  }

  public static byte[] negative(long minusOneMinus) {
    return head(1, minusOneMinus);
  }

  public static byte[] bytes(byte[] value) {
    return join(head(2, value.length), value);
  }

  public static byte[] text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    return join(head(3, utf8.length), utf8);
  }

  public static byte[] array(byte[]... items) {
    return join(head(4, items.length), join(items));
  }

  /** Keys and values in turn. */
  public static byte[] map(byte[]... keysAndValues) {
    return join(head(5, keysAndValues.length / 2), join(keysAndValues));
  }

  public static byte[] openMap(byte[]... keysAndValues) {
    return join(new byte[] {(byte) 0xbf}, join(keysAndValues), BREAK);
  }

  public static byte[] tagged(long tag, byte[] item) {
    return join(head(6, tag), item);
  }

  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }

  private static byte[] head(int major, long argument) {
    byte initial = (byte) (major << 5);
    if (argument >= 0 && argument < 24) {
      return new byte[] {(byte) (initial | argument)};
    }
    if (argument >= 0 && argument < 0x100) {
      return new byte[] {(byte) (initial | 24), (byte) argument};
    }
    if (argument >= 0 && argument < 0x10000) {
      return ByteBuffer.allocate(3).put((byte) (initial | 25)).putShort((short) argument).array();
    }
    return ByteBuffer.allocate(9).put((byte) (initial | 27)).putLong(argument).array();
  }
}
