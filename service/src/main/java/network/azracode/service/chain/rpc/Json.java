// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import java.util.ArrayList;
import java.util.List;
import network.azracode.sdk.protocol.Hex;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The few shapes that Ethereum's JSON is made of. */
final class Json {
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

  /** A quantity such as {@code 0x1f}, of at most 63 bits. */
  static long quantity(JsonParser parser) {
    String text = string(parser);
    if (!text.startsWith("0x") || text.length() < 3 || text.length() > 18) {
      throw malformedQuantity(text);
    }
    try {
      long value = Long.parseUnsignedLong(text, 2, text.length(), 16);
      if (value < 0) {
        throw malformedQuantity(text);
      }
      return value;
    } catch (NumberFormatException e) {
      throw malformedQuantity(text);
    }
  }

  static byte[] bytes(JsonParser parser) {
    return Hex.decode(string(parser));
  }

  static <T> List<T> list(JsonParser parser, ResultReader<T> item) {
    expect(parser, JsonToken.START_ARRAY);
    List<T> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
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
