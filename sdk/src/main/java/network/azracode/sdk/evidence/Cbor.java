// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import java.util.List;
import java.util.Map;
import network.azracode.sdk.protocol.Octets;

/**
 * A CBOR data item (RFC 8949) as it stood in the bytes: a key 1 is not a key "1", and a tag is not
 * passed over in silence.
 */
public sealed interface Cbor {

  /**
   * An integer from 0 to 2⁶⁴ − 1.
   *
   * @param value above 2⁶³ − 1 it is negative here
   */
  record Unsigned(long value) implements Cbor {}

  /**
   * An integer from −1 down.
   *
   * @param minusOneMinus n stands for −1 − n
   */
  record Negative(long minusOneMinus) implements Cbor {}

  /** A byte string; one in chunks is joined. */
  record Bytes(Octets value) implements Cbor {}

  /** A text string of valid UTF-8; one in chunks is joined. */
  record Text(String value) implements Cbor {}

  /** An array, in either form. */
  record Array(List<Cbor> items) implements Cbor {}

  /**
   * A map without repeated keys, in the order of the bytes.
   *
   * @param indefinite whether its length was left open
   */
  record Entries(Map<Cbor, Cbor> byKey, boolean indefinite) implements Cbor {}

  /** A tagged item. */
  record Tagged(long tag, Cbor item) implements Cbor {}

  /** False, true, null, undefined and other simple values, by number. */
  record Simple(int value) implements Cbor {
    public static final Simple NULL = new Simple(22);
  }

  /** A floating-point number, unread. */
  record Floating(long bits) implements Cbor {}

  /**
   * The one item that these bytes hold.
   *
   * @param maximumLength of all bytes
   * @throws network.azracode.sdk.protocol.AzraException {@code evidence.malformed.cbor} (cut off,
   *     or no CBOR), {@code .limit}, {@code .duplicateKey} or {@code .trailing}
   */
  static Cbor parse(Octets bytes, int maximumLength) {
    return CborReader.parse(bytes, maximumLength);
  }
}
