// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import java.time.Instant;
import java.util.Optional;
import network.azracode.service.chain.follow.SimulatedFollower;
import network.azracode.service.testing.CampaignProgress;

/** Goes on where it was stopped, up to so many seeds in all: {@code SimulationCampaign [seeds]}. */
public final class SimulationCampaign {
  private static final long SEEDS = 100_000;
  private static final int TOLD_EVERY = 1_000;

  private SimulationCampaign() {}

  public static void main(String[] arguments) {
    long last = arguments.length > 0 ? Long.parseLong(arguments[0]) : SEEDS;
    CampaignProgress progress =
        CampaignProgress.of("simulation", SimulationCampaign.class, SimulatedFollower.class);
    System.out.printf(
        "%s: from seed %d, code %s%n", Instant.now(), progress.done(), progress.code());
    try (Simulation simulation = new Simulation()) {
      for (long seed = progress.done(); seed < last; seed++) {
        Plan plan = Plan.of(seed);
        Optional<String> failure = simulation.run(plan);
        if (progress.isStopping()) {
          break;
        }
        if (failure.isPresent()) {
          progress.reached(seed);
          System.out.printf("seed %d fails: %s%n", seed, failure.get());
          System.out.printf("shrunk: %s%n", simulation.shrunk(plan));
          System.exit(1);
        }
        progress.reached(seed + 1);
        if ((seed + 1) % TOLD_EVERY == 0) {
          System.out.printf("%s: %d seeds in all, no failure%n", Instant.now(), seed + 1);
        }
      }
    }
    if (progress.isStopping()) {
      return;
    }
    progress.reached(Math.max(last, progress.done()));
    System.out.printf("%s: %d seeds in all, no failure%n", Instant.now(), progress.done());
    System.exit(0);
  }
}
