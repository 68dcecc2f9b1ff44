// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;

/**
 * Reads CBOR that may be hostile: bounded in length, depth and number of items, and a length counts
 * only once it was compared with what is left. Own code because the library at hand turns integer
 * keys into text and drops tags (ADR 0011).
 */
final class CborReader {
  private static final int MAX_DEPTH = 8;
  private static final int MAX_ITEMS = 512;
  private static final int BREAK = 0xff;
  private static final int INDEFINITE = 31;

  private final ByteBuffer bytes;
  private int items;

  private CborReader(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  static Cbor parse(Octets octets, int maximumLength) {
    if (octets.length() > maximumLength) {
      throw limit("bytes", maximumLength, octets.length());
    }
    CborReader reader = new CborReader(ByteBuffer.wrap(octets.toByteArray()));
    Cbor item = reader.item(0);
    if (reader.bytes.hasRemaining()) {
      throw refused("trailing", "expected the end, found more bytes: " + reader.bytes.remaining());
    }
    return item;
  }

  private Cbor item(int depth) {
    if (depth > MAX_DEPTH) {
      throw limit("levels", MAX_DEPTH, depth);
    }
    if (++items > MAX_ITEMS) {
      throw limit("items", MAX_ITEMS, items);
    }
    int initial = u8();
    int information = initial & 0x1f;
    return switch (initial >> 5) {
      case 0 -> new Cbor.Unsigned(argument(information));
      case 1 -> new Cbor.Negative(argument(information));
      case 2 -> new Cbor.Bytes(Octets.of(string(2, information)));
      case 3 -> new Cbor.Text(text(string(3, information)));
      case 4 -> new Cbor.Array(array(information, depth));
      case 5 -> new Cbor.Entries(entries(information, depth), information == INDEFINITE);
      case 6 -> new Cbor.Tagged(argument(information), item(depth + 1));
      default -> simple(information);
    };
  }

  private Cbor simple(int information) {
    long argument = argument(information);
    return information <= 24 ? new Cbor.Simple((int) argument) : new Cbor.Floating(argument);
  }

  private List<Cbor> array(int information, int depth) {
    List<Cbor> array = new ArrayList<>();
    long left = count(information);
    while (left != 0 && !(information == INDEFINITE && atBreak())) {
      array.add(item(depth + 1));
      left--;
    }
    return List.copyOf(array);
  }

  private Map<Cbor, Cbor> entries(int information, int depth) {
    Map<Cbor, Cbor> entries = new LinkedHashMap<>();
    long left = count(information);
    while (left != 0 && !(information == INDEFINITE && atBreak())) {
      Cbor key = item(depth + 1);
      if (entries.put(key, item(depth + 1)) != null) {
        throw refused("duplicateKey", "expected each key once, found one of them again");
      }
      left--;
    }
    return entries;
  }

  /** How many follow; for an open length a number that never counts down to zero. */
  private long count(int information) {
    if (information == INDEFINITE) {
      return Long.MAX_VALUE;
    }
    long count = argument(information);
    if (count < 0 || count > MAX_ITEMS) {
      throw limit("items", MAX_ITEMS, count);
    }
    return count;
  }

  private byte[] string(int major, int information) {
    if (information != INDEFINITE) {
      return take(argument(information));
    }
    var joined = new ByteArrayOutputStream();
    while (!atBreak()) {
      if (++items > MAX_ITEMS) {
        throw limit("items", MAX_ITEMS, items);
      }
      int initial = u8();
      if (initial >> 5 != major) {
        throw malformed("a chunk of the same kind", "another item");
      }
      joined.writeBytes(take(argument(initial & 0x1f)));
    }
    return joined.toByteArray();
  }

  private boolean atBreak() {
    require(1);
    boolean atBreak = Byte.toUnsignedInt(bytes.get(bytes.position())) == BREAK;
    if (atBreak) {
      bytes.get();
    }
    return atBreak;
  }

  private long argument(int information) {
    return switch (information) {
      case 24 -> u8();
      case 25 -> {
        require(2);
        yield Short.toUnsignedLong(bytes.getShort());
      }
      case 26 -> {
        require(4);
        yield Integer.toUnsignedLong(bytes.getInt());
      }
      case 27 -> {
        require(8);
        yield bytes.getLong();
      }
      default -> {
        if (information > 24) {
          throw malformed("a length", "additional information " + information);
        }
        yield information;
      }
    };
  }

  private int u8() {
    require(1);
    return Byte.toUnsignedInt(bytes.get());
  }

  private byte[] take(long length) {
    require(length);
    byte[] taken = new byte[(int) length];
    bytes.get(taken);
    return taken;
  }

  private void require(long length) {
    if (length < 0 || length > bytes.remaining()) {
      throw malformed(
          "more bytes: " + Long.toUnsignedString(length), Integer.toString(bytes.remaining()));
    }
  }

  private static String text(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(utf8))
          .toString();
    } catch (CharacterCodingException e) {
      throw malformed("UTF-8", "something else");
    }
  }

  private static AzraException limit(String what, long limit, long found) {
    return refused(
        "limit",
        "expected at most %d %s, found %s".formatted(limit, what, Long.toUnsignedString(found)));
  }

  private static AzraException malformed(String expected, String found) {
    return refused("cbor", "expected " + expected + ", found " + found);
  }

  private static AzraException refused(String code, String message) {
    return new AzraException("evidence.malformed." + code, "CBOR: " + message);
  }
}
