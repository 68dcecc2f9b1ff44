// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.range;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/** Blocks that are asked for together, both ends included. */
record BlockSpan(long from, long to) {

  /**
   * Parts blocks into spans, in their order.
   *
   * @param most blocks of one span
   * @param leftOut blocks that are in none
   */
  static List<BlockSpan> of(long from, long to, int most, LongPredicate leftOut) {
    List<BlockSpan> spans = new ArrayList<>();
    long start = from;
    while (start <= to) {
      long end = start;
      while (end <= to && end - start < most && !leftOut.test(end)) {
        end++;
      }
      if (end > start) {
        spans.add(new BlockSpan(start, end - 1));
      }
      start = end > start ? end : start + 1;
    }
    return spans;
  }
}
