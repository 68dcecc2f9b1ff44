// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.spi;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import network.azracode.sdk.protocol.AzraException;

/**
 * The place of one log in the chain, and the cursor of every list that is sorted by it.
 *
 * @param block number of the block
 * @param index of the log in its block
 */
public record Position(long block, int index) implements Comparable<Position> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,18})-(\\d{1,9})");
  private static final Comparator<Position> ORDER =
      Comparator.comparingLong(Position::block).thenComparingInt(Position::index);

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws AzraException {@code cursor.malformed}
   */
  public static Position of(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new AzraException(
          "cursor.malformed",
          "expected a cursor such as 1234-5, found %d other characters".formatted(text.length()));
    }
    return new Position(Long.parseLong(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return block + "-" + index;
  }
}
