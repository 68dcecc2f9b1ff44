// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending.simulation;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often each thing goes wrong in one simulation: not at all, now and then, or all the time. So
 * some seeds are about strangers, others about lag, and rare things meet each other often.
 */
record Weather(int deathsPerMille, int lagPerMille, Map<Kind, Integer> weights) {
  enum Kind {
    BLOCK(50),
    EMPTY_BLOCK(12),
    NO_BLOCK(10),
    REORGANISATION(7),
    CONGESTION(6),
    RETURN(4),
    LOSS(3),
    STRANGER(4),
    POVERTY(2),
    FOREIGN_CHAIN(2);

    private final int weight;

    Kind(int weight) {
      this.weight = weight;
    }
  }

  private static final int[] FACTORS = {0, 1, 4};

  static Weather of(Choices choices) {
    int deaths = 4 * FACTORS[choices.below(FACTORS.length)];
    int lag = 50 * FACTORS[choices.below(FACTORS.length)];
    Map<Kind, Integer> weights = new LinkedHashMap<>();
    for (Kind kind : Kind.values()) {
      int factor = kind == Kind.BLOCK ? 1 : FACTORS[choices.below(FACTORS.length)];
      weights.put(kind, factor * kind.weight);
    }
    return new Weather(deaths, lag, weights);
  }

  Kind next(Choices choices) {
    int choice = choices.below(weights.values().stream().mapToInt(Integer::intValue).sum());
    for (Map.Entry<Kind, Integer> kind : weights.entrySet()) {
      choice -= kind.getValue();
      if (choice < 0) {
        return kind.getKey();
      }
    }
    return Kind.BLOCK;
  }
}
