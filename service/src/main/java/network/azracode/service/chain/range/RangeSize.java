// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.range;

/**
 * How many blocks to ask for at once: grows while all goes well, halves when it does not, and never
 * to more than holds the logs that are read at once, if the next blocks are as dense as the last.
 */
final class RangeSize {
  private static final int FIRST = 100;
  private static final int MAXIMUM = 2_000;
  private static final int LOGS_AT_ONCE = 8_000;

  private int blocks = FIRST;

  int blocks() {
    return blocks;
  }

  /** A range was read that had so many logs. */
  void read(long blocksOfIt, int logs) {
    long larger = blocks + Math.max(1, blocks / 4);
    long held = LOGS_AT_ONCE * blocksOfIt / Math.max(1, logs);
    blocks = (int) Math.clamp(held, 1, Math.min(MAXIMUM, larger));
  }

  /** Whether there is a smaller size to try. */
  boolean shrink() {
    boolean possible = blocks > 1;
    blocks = Math.max(1, blocks / 2);
    return possible;
  }
}
