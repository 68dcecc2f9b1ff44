// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.range;

/**
 * How many blocks to ask for at once: doubles until a size is refused, halves then, and creeps up
 * again by a quarter; never to more than holds the logs that are read at once, if the next blocks
 * are as dense as the last. A single answer holds fewer logs than a range: nodes build each as a
 * whole, and take more time per log the longer it is.
 */
final class RangeSize {
  private static final int FIRST = 100;
  private static final int MAXIMUM = 2_000;
  private static final int LOGS_AT_ONCE = 8_000;
  private static final int LOGS_PER_ANSWER = 1_600;

  private int blocks = FIRST;
  private int blocksPerAnswer = FIRST;
  private boolean refused;

  int blocks() {
    return blocks;
  }

  /** How many blocks of a range have logs enough for one answer. */
  int blocksPerAnswer() {
    return blocksPerAnswer;
  }

  /** A range was read that had so many logs. */
  void read(long blocksOfIt, int logs) {
    long larger = refused ? blocks + Math.max(1, blocks / 4) : 2L * blocks;
    blocks = holding(LOGS_AT_ONCE, blocksOfIt, logs, Math.min(MAXIMUM, larger));
    blocksPerAnswer = holding(LOGS_PER_ANSWER, blocksOfIt, logs, MAXIMUM);
  }

  private static int holding(long wanted, long blocks, int logs, long most) {
    return (int) Math.clamp(wanted * blocks / Math.max(1, logs), 1, most);
  }

  /**
   * A range of so many blocks was refused.
   *
   * @return whether there is a smaller size to try
   */
  boolean shrink(long blocksOfIt) {
    refused = true;
    blocks = (int) Math.max(1, Math.min(blocks, blocksOfIt) / 2);
    return blocksOfIt > 1;
  }
}
