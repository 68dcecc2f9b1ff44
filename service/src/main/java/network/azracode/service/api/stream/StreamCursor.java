// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api.stream;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.service.chain.spi.AsOf;
import network.azracode.service.chain.spi.Position;

/**
 * How far a stream has come. It names its block by hash, since a number alone may by now mean
 * another block.
 *
 * @param index of the last log sent; {@value #WHOLE_BLOCK} when all of the block was
 * @param finalized number of the latest final block at that time: should this block be left,
 *     nothing sent up to there is
 */
record StreamCursor(long block, int index, Bytes32 hash, long finalized) {
  static final int WHOLE_BLOCK = 999_999_999;
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,18})-(\\d{1,9})-(0x[0-9a-f]{64})-(\\d{1,18})");

  /**
   * @throws AzraException {@code cursor.malformed}
   */
  static StreamCursor of(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new AzraException(
          "cursor.malformed",
          "expected the id of an event of this stream, found %d other characters"
              .formatted(text.length()));
    }
    return new StreamCursor(
        Long.parseLong(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        Bytes32.of(matcher.group(3)),
        Long.parseLong(matcher.group(4)));
  }

  static StreamCursor after(AsOf block, long finalized) {
    return new StreamCursor(block.block(), WHOLE_BLOCK, block.hash(), finalized);
  }

  boolean isAfter(AsOf head) {
    return block == head.block() && index == WHOLE_BLOCK && hash.equals(head.hash());
  }

  Position position() {
    return new Position(block, index);
  }

  @Override
  public String toString() {
    return block + "-" + index + "-" + hash + "-" + finalized;
  }
}
