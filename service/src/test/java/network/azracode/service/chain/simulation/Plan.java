// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import network.azracode.sdk.ledger.Finality;
import network.azracode.service.chain.LogProof;

/**
 * What one seed stands for. Fewer steps, faults or crashes make a smaller plan of the same seed,
 * whose chain is the same as far as it goes.
 *
 * @param breaksFinality whether the chain may leave final blocks, which is then healed
 * @param rebuilds whether each start of the process asks for a rebuild
 * @param proof that is asked for; none can see by a bloom that data was altered
 */
record Plan(
    long seed,
    int steps,
    Set<Fault> faults,
    boolean crashes,
    boolean databaseFaults,
    Finality finality,
    boolean breaksFinality,
    boolean rebuilds,
    LogProof proof) {
  private static final int LEAST_STEPS = 6;
  private static final int MORE_STEPS = 14;

  static Plan of(long seed) {
    Random random = new Random(seed * 0x9e3779b97f4a7c15L + 1);
    Set<Fault> faults = EnumSet.noneOf(Fault.class);
    for (Fault fault : EnumSet.complementOf(EnumSet.of(Fault.ALTERED_DATA))) {
      if (random.nextInt(3) == 0) {
        faults.add(fault);
      }
    }
    Finality finality =
        random.nextBoolean() ? new Finality.Tag() : new Finality.Depth(1 + random.nextInt(8));
    int steps = LEAST_STEPS + random.nextInt(MORE_STEPS);
    boolean crashes = random.nextInt(3) == 0;
    boolean databaseFaults = random.nextInt(4) == 0;
    boolean breaksFinality = random.nextInt(6) == 0;
    boolean rebuilds = random.nextInt(8) == 0;
    LogProof proof =
        switch (random.nextInt(8)) {
          case 0, 1 -> LogProof.RECEIPTS;
          case 2 -> LogProof.WITNESS;
          default -> LogProof.BLOOM;
        };
    if (proof != LogProof.BLOOM && random.nextInt(3) != 0) {
      faults.add(Fault.ALTERED_DATA);
    }
    return new Plan(
        seed, steps, faults, crashes, databaseFaults, finality, breaksFinality, rebuilds, proof);
  }

  Plan withSteps(int fewer) {
    return new Plan(
        seed, fewer, faults, crashes, databaseFaults, finality, breaksFinality, rebuilds, proof);
  }

  Plan without(Fault fault) {
    Set<Fault> fewer = EnumSet.noneOf(Fault.class);
    fewer.addAll(faults);
    fewer.remove(fault);
    return new Plan(
        seed, steps, fewer, crashes, databaseFaults, finality, breaksFinality, rebuilds, proof);
  }

  Plan withoutCrashes() {
    return new Plan(
        seed, steps, faults, false, databaseFaults, finality, breaksFinality, rebuilds, proof);
  }

  Plan withoutDatabaseFaults() {
    return new Plan(seed, steps, faults, crashes, false, finality, breaksFinality, rebuilds, proof);
  }

  Plan withoutRebuilds() {
    return new Plan(
        seed, steps, faults, crashes, databaseFaults, finality, breaksFinality, false, proof);
  }
}
