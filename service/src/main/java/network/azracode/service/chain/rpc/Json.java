// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import java.util.ArrayList;
import java.util.List;
import network.azracode.sdk.protocol.Bytes32;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The few shapes that Ethereum's JSON is made of. */
final class Json {
  private static final byte[] NIBBLES = nibbles();

  private Json() {}

  static void expect(JsonParser parser, JsonToken token) {
    if (parser.currentToken() != token) {
      throw RpcFailure.malformed(
          "expected %s, found %s".formatted(token, parser.currentToken()), null);
    }
  }

  static String string(JsonParser parser) {
    expect(parser, JsonToken.VALUE_STRING);
    return parser.getString();
  }

  /** A quantity such as {@code 0x1f}, of at most 63 bits; a sign is no digit. */
  static long quantity(JsonParser parser) {
    String text = string(parser);
    if (!text.startsWith("0x") || text.length() < 3 || text.length() > 18) {
      throw malformedQuantity(text);
    }
    long value = 0;
    for (int i = 2; i < text.length(); i++) {
      int digit = nibble(text.charAt(i));
      if (digit < 0 || value > Long.MAX_VALUE >> 4) {
        throw malformedQuantity(text);
      }
      value = value << 4 | digit;
    }
    return value;
  }

  /**
   * Bytes in hex, read where they stand in the parser's buffer.
   *
   * @throws RpcFailure {@code rpc.malformed}
   */
  static byte[] bytes(JsonParser parser) {
    expect(parser, JsonToken.VALUE_STRING);
    char[] text = parser.getStringCharacters();
    int from = parser.getStringOffset() + 2;
    int digits = parser.getStringLength() - 2;
    if (digits < 0 || digits % 2 != 0 || text[from - 2] != '0' || text[from - 1] != 'x') {
      throw malformedBytes(digits);
    }
    byte[] bytes = new byte[digits / 2];
    int wrong = 0;
    for (int i = 0; i < bytes.length; i++) {
      int high = nibble(text[from + 2 * i]);
      int low = nibble(text[from + 2 * i + 1]);
      wrong |= high | low;
      bytes[i] = (byte) (high << 4 | low);
    }
    if (wrong < 0) {
      throw malformedBytes(digits);
    }
    return bytes;
  }

  static Bytes32 word(JsonParser parser) {
    return Bytes32.of(bytes(parser));
  }

  /** Negative for what is no digit. */
  private static int nibble(char digit) {
    return digit < NIBBLES.length ? NIBBLES[digit] : -1;
  }

  private static byte[] nibbles() {
    byte[] nibbles = new byte[128];
    for (int i = 0; i < nibbles.length; i++) {
      nibbles[i] = (byte) Character.digit(i, 16);
    }
    return nibbles;
  }

  private static RpcFailure malformedBytes(int digits) {
    return RpcFailure.malformed(
        "expected 0x and pairs of hexadecimal digits, found %d other characters"
            .formatted(digits + 2),
        null);
  }

  static <T> List<T> list(JsonParser parser, ResultReader<T> item) {
    return list(parser, item, Integer.MAX_VALUE);
  }

  /**
   * @throws RpcFailure {@code rpc.too-large} if there are more than so many
   */
  static <T> List<T> list(JsonParser parser, ResultReader<T> item, int most) {
    expect(parser, JsonToken.START_ARRAY);
    List<T> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (items.size() == most) {
        throw RpcFailure.tooLarge("expected at most %d items, found more".formatted(most));
      }
      items.add(item.read(parser));
    }
    return items;
  }

  private static RpcFailure malformedQuantity(String text) {
    return RpcFailure.malformed(
        "expected a quantity of 63 bits in hex, found %d other characters".formatted(text.length()),
        null);
  }
}
