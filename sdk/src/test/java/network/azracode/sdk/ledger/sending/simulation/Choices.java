// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Everything that is up to chance, as a list of numbers that can be written down, shortened and
 * played again. Zero always stands for the least eventful choice, and so does the end of the list.
 */
public final class Choices {
  private final SplittableRandom random;
  private final List<Integer> played;
  private final boolean isReplay;
  private final List<Integer> made = new ArrayList<>();

  private Choices(SplittableRandom random, List<Integer> played, boolean isReplay) {
    this.random = random;
    this.played = played;
    this.isReplay = isReplay;
  }

  public static Choices of(long seed) {
    return new Choices(new SplittableRandom(seed), List.of(), false);
  }

  public static Choices replay(List<Integer> made) {
    return new Choices(new SplittableRandom(0), made, true);
  }

  /** From 0 to below the bound. */
  int below(int bound) {
    int next = made.size();
    int choice;
    if (!isReplay) {
      choice = random.nextInt(bound);
    } else {
      choice = next < played.size() ? Math.min(played.get(next), bound - 1) : 0;
    }
    made.add(choice);
    return choice;
  }

  /** So many times of a thousand. */
  boolean happens(int perMille) {
    return below(1000) >= 1000 - perMille;
  }

  public List<Integer> made() {
    return List.copyOf(made);
  }
}
