// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

/**
 * How many calls to ask for at once: halves when a batch is refused, and after enough full ones one
 * of twice the size is tried. What is refused then is tried twice as seldom, so that few requests
 * are lost to it: at most one in nine at first, and one in a thousand in the end. It goes by counts
 * alone, not by time, as the refusal of a moment and a limit for good look alike.
 */
final class BatchSize {
  private static final int MOST = 100;
  private static final int SOONEST = 8;
  private static final int LATEST = 1_024;

  private int calls = MOST;
  private int tried;
  private int answered;
  private int wanted = SOONEST;

  /**
   * @param left calls that are still to be made, at least one
   * @return how many to make now; zero: one, outside of any batch
   */
  synchronized int next(int left) {
    if (calls == MOST || answered < wanted || left <= calls) {
      return Math.min(calls, left);
    }
    answered = 0;
    tried = Math.min(left, Math.clamp(2L * calls, 1, MOST));
    return tried;
  }

  /**
   * @param size that {@link #next} told
   */
  synchronized void answered(int size) {
    if (size == tried && size > calls) {
      calls = size;
      wanted = Math.max(SOONEST, wanted / 2);
    } else if (size == calls) {
      answered++;
    }
  }

  /**
   * @param size that {@link #next} told, not zero; one from before others were refused says nothing
   */
  synchronized void refused(int size) {
    if (size <= calls) {
      calls = size / 2;
      answered = 0;
      wanted = SOONEST;
    } else if (size == tried) {
      tried = 0;
      wanted = Math.min(LATEST, 2 * wanted);
    }
  }
}
