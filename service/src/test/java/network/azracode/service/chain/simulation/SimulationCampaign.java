// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import java.time.Instant;
import java.util.Optional;
import network.azracode.service.chain.follow.SimulatedFollower;
import network.azracode.service.testing.CampaignProgress;

/**
 * Goes on where it was stopped, up to so many seeds in all: {@code SimulationCampaign [seeds
 * [first]]}. Several run side by side from different first seeds, each with a progress of its own.
 */
public final class SimulationCampaign {
  private static final long SEEDS = 100_000;
  private static final int TOLD_EVERY = 1_000;

  private SimulationCampaign() {}

  public static void main(String[] arguments) {
    long last = arguments.length > 0 ? Long.parseLong(arguments[0]) : SEEDS;
    long first = arguments.length > 1 ? Long.parseLong(arguments[1]) : 0;
    CampaignProgress progress =
        CampaignProgress.of(
            first == 0 ? "simulation" : "simulation-" + first,
            SimulationCampaign.class,
            SimulatedFollower.class);
    System.out.printf(
        "%s: from seed %d, code %s%n", Instant.now(), first + progress.done(), progress.code());
    try (Simulation simulation = new Simulation()) {
      for (long done = progress.done(); done < last; done++) {
        Plan plan = Plan.of(first + done);
        Optional<String> failure = simulation.run(plan);
        if (progress.isStopping()) {
          break;
        }
        if (failure.isPresent()) {
          progress.reached(done);
          System.out.printf("seed %d fails: %s%n", first + done, failure.get());
          System.out.printf("shrunk: %s%n", simulation.shrunk(plan));
          System.exit(1);
        }
        progress.reached(done + 1);
        if ((done + 1) % TOLD_EVERY == 0) {
          System.out.printf("%s: %d seeds in all, no failure%n", Instant.now(), done + 1);
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
