// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

/**
 * Blocks one after the other.
 *
 * @param to included
 */
record BlockRange(long from, long to) {
  /** Fewer are not worth a search. */
  private static final long NARROW = 1_000;

  /**
   * The part of this range whose blocks have times from one second to another, with a block before
   * and one behind; block times never run back.
   */
  BlockRange within(Chain chain, long fromSecond, long toSecond) {
    if (to - from < NARROW) {
      return this;
    }
    long first = firstAtOrAfter(chain, fromSecond, from);
    return new BlockRange(first, firstAtOrAfter(chain, toSecond + 1, first));
  }

  /** By halving; the last block where none is so late. */
  private long firstAtOrAfter(Chain chain, long second, long atLeast) {
    long low = atLeast;
    long high = to;
    while (low < high) {
      long middle = low + (high - low) / 2;
      if (chain.block(middle).time() < second) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
