// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.range;

/** How many blocks to ask for at once: grows while all goes well, halves when it does not. */
final class RangeSize {
  private static final int FIRST = 200;
  private static final int MAXIMUM = 2_000;

  private int blocks = FIRST;

  int blocks() {
    return blocks;
  }

  void grow() {
    blocks = Math.min(MAXIMUM, blocks + Math.max(1, blocks / 4));
  }

  /** Whether there is a smaller size to try. */
  boolean shrink() {
    boolean possible = blocks > 1;
    blocks = Math.max(1, blocks / 2);
    return possible;
  }
}
