// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending.simulation;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** Runs many seeds over fresh stores, and tells the first failure in as few words as it can. */
public final class Seeds {
  private static final int LAST_LINES = 60;

  private final String name;
  private final Supplier<Stores> stores;
  private final AtomicLong scopes = new AtomicLong();

  /**
   * @param name keeps apart what shares a database
   */
  public Seeds(String name, Supplier<Stores> stores) {
    this.name = name;
    this.stores = stores;
  }

  public Simulation.Result run(long seed, PlantedBug bug) {
    return run(Choices.of(seed), bug);
  }

  private Simulation.Result run(Choices choices, PlantedBug bug) {
    String scope = name + "-" + scopes.incrementAndGet();
    return Simulation.run(choices, scope, stores.get(), bug);
  }

  /**
   * From where a build looks for a bug, so that it does not take minutes: -Dsimulation.from=0 looks
   * from the first seed on.
   */
  public static long firstFor(PlantedBug bug) {
    return Long.getLong("simulation.from", bug.nearSeed());
  }

  /** The first seed that finds the bug: it must be sound without it. */
  public Optional<Long> firstThatFinds(PlantedBug bug, long from, long to) {
    return LongStream.range(from, to)
        .filter(seed -> !run(seed, bug).isSound() && run(seed, PlantedBug.NONE).isSound())
        .boxed()
        .findFirst();
  }

  /**
   * @throws AssertionError with the seed and what is left of its schedule
   */
  public void requireSound(long seed) {
    Simulation.Result result = run(seed, PlantedBug.NONE);
    if (!result.isSound()) {
      throw new AssertionError(report(seed, result, PlantedBug.NONE));
    }
  }

  public String report(long seed, Simulation.Result result, PlantedBug bug) {
    Simulation.Result shrunk = Shrinking.of(result, choices -> run(Choices.replay(choices), bug));
    List<String> trace = shrunk.trace();
    List<String> lines = trace.subList(Math.max(0, trace.size() - LAST_LINES), trace.size());
    return "seed %d: %s%nshrunk to %d choices, %d of them eventful: %s%n  %s%nchoices %s"
        .formatted(
            seed,
            result.violation(),
            shrunk.choices().size(),
            shrunk.choices().stream().filter(choice -> choice != 0).count(),
            shrunk.violation(),
            String.join(System.lineSeparator() + "  ", lines),
            shrunk.choices());
  }
}
