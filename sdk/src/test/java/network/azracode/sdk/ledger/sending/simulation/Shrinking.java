// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Looks for the least eventful choices that still break a promise. */
final class Shrinking {
  private static final int MAX_RUNS = 150;

  private final Function<List<Integer>, Simulation.Result> run;
  private Simulation.Result best;
  private int runs;

  private Shrinking(Function<List<Integer>, Simulation.Result> run, Simulation.Result found) {
    this.run = run;
    this.best = found;
  }

  static Simulation.Result of(
      Simulation.Result found, Function<List<Integer>, Simulation.Result> run) {
    Shrinking shrinking = new Shrinking(run, found);
    shrinking.cutTheEnd();
    for (int size = 256; size >= 1; size /= 4) {
      shrinking.quieten(size);
    }
    return shrinking.best;
  }

  private void cutTheEnd() {
    for (int length = best.choices().size() / 2; length > 0; length /= 2) {
      while (length < best.choices().size()
          && isStillBroken(best.choices().subList(0, best.choices().size() - length))) {
        // again, from what is left
      }
    }
  }

  private void quieten(int size) {
    for (int from = 0; from < best.choices().size(); from += size) {
      List<Integer> quieter = new ArrayList<>(best.choices());
      List<Integer> part = quieter.subList(from, Math.min(from + size, quieter.size()));
      if (part.stream().anyMatch(choice -> choice != 0)) {
        part.replaceAll(choice -> 0);
        isStillBroken(quieter);
      }
    }
  }

  private boolean isStillBroken(List<Integer> choices) {
    if (runs++ >= MAX_RUNS) {
      return false;
    }
    Simulation.Result result = run.apply(List.copyOf(choices));
    if (result.isSound()) {
      return false;
    }
    best = new Simulation.Result(result.violation(), List.copyOf(choices), result.trace());
    return true;
  }
}
