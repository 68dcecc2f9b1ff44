// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending.simulation;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.ledger.sending.FeeTerms;
import network.azracode.sdk.ledger.sending.SendingTerms;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.KeySigner;

/**
 * The real senders over real stores, on a node, a clock and through deaths that are simulated.
 * While anything may go wrong, nothing may be broken; once nothing goes wrong any more, every
 * intent has to come to its one end.
 */
public final class Simulation implements AutoCloseable {
  private static final BigInteger CAP_WEI = SimulatedChain.GWEI.multiply(BigInteger.valueOf(500));
  private static final int ACTS = 10;
  private static final int CALM_ROUNDS = 40;

  private final World world;
  private final Ledger ledger = new Ledger(CAP_WEI);
  private final List<Process> processes = new ArrayList<>();
  private final Outcomes outcomes;
  private final Chain chain;

  /**
   * How one went.
   *
   * @param violation empty if every promise was kept
   */
  public record Result(String violation, List<Integer> choices, List<String> trace) {
    public boolean isSound() {
      return violation.isEmpty();
    }
  }

  private Simulation(Choices choices, String scope, Stores stores, PlantedBug bug) {
    KeySigner key = KeySigner.ofKey(Keccak.hash(scope.getBytes(StandardCharsets.UTF_8)));
    this.world = new World(choices, key);
    this.outcomes = new Outcomes(world);
    SendingTerms terms = terms(bug);
    this.chain = Chain.over(new Wire(world, ledger, bug), SimulatedChain.CHAIN_ID);
    for (int number = 0; number < stores.processes(); number++) {
      processes.add(new Process(number, scope, world, ledger, chain, stores, terms, bug));
    }
  }

  /**
   * @param scope keeps apart what shares a database; says nothing about what happens
   */
  public static Result run(Choices choices, String scope, Stores stores, PlantedBug bug) {
    List<String> trace = List.of();
    String violation = "";
    try (stores;
        Simulation simulation = new Simulation(choices, scope, stores, bug)) {
      trace = simulation.world.trace();
      simulation.storm();
      simulation.calm();
    } catch (Violation broken) {
      violation = String.valueOf(broken.getMessage());
    }
    return new Result(violation, choices.made(), trace);
  }

  private static SendingTerms terms(PlantedBug bug) {
    BigInteger cap = bug == PlantedBug.NO_CAP ? CAP_WEI.shiftLeft(4) : CAP_WEI;
    return new SendingTerms(
        new FeeTerms(cap, BigInteger.TEN.pow(7), 25),
        new Finality.Depth(World.FINAL_DEPTH),
        Duration.ofSeconds(2),
        Duration.ofSeconds(12),
        Duration.ofSeconds(40));
  }

  private void storm() {
    world.growWild();
    if (processes.size() > 1) {
      world.elsewhere(() -> act(processes.getLast()));
    }
    for (int i = 0; i < ACTS; i++) {
      act(processes.getFirst());
      processes.getFirst().survives(() -> world.pause(Duration.ofSeconds(2)));
    }
  }

  /** One thing that a process may do at any time; it may not survive it. */
  private void act(Process process) {
    int choice = world.choices.below(Work.INTENTS + 1);
    process.survives(() -> {
      if (choice == Work.INTENTS) {
        process.sender().resume();
      } else {
        outcomes.of(choice, process);
      }
    });
  }

  private void calm() {
    world.calmDown();
    processes.forEach(Process::restart);
    Process process = processes.getFirst();
    outcomes.forget();
    for (int round = 0; round < CALM_ROUNDS; round++) {
      boolean isDone = true;
      for (int intent = 0; intent < Work.INTENTS; intent++) {
        isDone &= outcomes.of(intent, process);
      }
      isDone &= process.sender().resume() == 0;
      if (isDone) {
        outcomes.requireOneEndEach();
        return;
      }
      for (int i = 0; i < World.FINAL_DEPTH; i++) {
        world.pause(Duration.ofSeconds(4));
      }
    }
    throw new Violation("not every intent came to an end: " + outcomes);
  }

  @Override
  public void close() {
    chain.close();
  }
}
