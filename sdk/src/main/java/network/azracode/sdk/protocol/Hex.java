// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

import java.util.HexFormat;

/** Bytes as {@code 0x} followed by lower-case hexadecimal digits. */
public final class Hex {
  private static final HexFormat FORMAT = HexFormat.of();
  private static final int SHOWN_CHARACTERS = 80;

  private Hex() {}

  public static String encode(byte[] bytes) {
    return "0x" + FORMAT.formatHex(bytes);
  }

  /**
   * Reads digits of either case; the prefix is required, so that a decimal number never passes.
   *
   * @throws AzraException {@code hex.malformed}
   */
  public static byte[] decode(String hex) {
    if (!hex.startsWith("0x")) {
      throw malformed(hex);
    }
    try {
      return FORMAT.parseHex(hex, 2, hex.length());
    } catch (IllegalArgumentException e) {
      throw malformed(hex);
    }
  }

  static byte[] decode(String hex, int length, String what) {
    byte[] bytes = decode(hex);
    requireLength(bytes, length, what);
    return bytes;
  }

  static void requireLength(byte[] bytes, int length, String what) {
    if (bytes.length != length) {
      throw new AzraException(
          "bytes.length", "%s: expected %d bytes, found %d".formatted(what, length, bytes.length));
    }
  }

  private static AzraException malformed(String hex) {
    String shown =
        hex.length() <= SHOWN_CHARACTERS ? hex : hex.substring(0, SHOWN_CHARACTERS) + "…";
    return new AzraException(
        "hex.malformed", "expected 0x and pairs of hexadecimal digits, found \"" + shown + "\"");
  }
}
