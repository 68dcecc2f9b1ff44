// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.spi;

import network.azracode.sdk.protocol.AzraException;

/** How many items a page may hold. */
public record PageLimit(int items) {
  public static final int MAXIMUM = 200;
  public static final PageLimit DEFAULT = new PageLimit(50);

  /**
   * @throws AzraException {@code limit.range}
   */
  public PageLimit {
    if (items < 1 || items > MAXIMUM) {
      throw new AzraException(
          "limit.range", "limit: expected 1 to %d, found %d".formatted(MAXIMUM, items));
    }
  }

  /** Rows to ask for: one more than the page holds tells whether another page follows. */
  public int rows() {
    return items + 1;
  }
}
