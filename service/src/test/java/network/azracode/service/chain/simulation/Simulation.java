// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.LogProof;
import network.azracode.service.chain.follow.SimulatedFollower;
import network.azracode.service.chain.simulation.FaultyDataSource.Breakage;
import network.azracode.service.chain.store.Fence;

/**
 * Runs plans. First everything that a plan allows goes wrong while the chain moves; then faults
 * end, and the follower must arrive at the chain's head within {@value #MOST_LOOKS} looks, with
 * tables that equal those of the naive projector and marks that the chain allows.
 */
final class Simulation implements AutoCloseable {
  private static final int MOST_LOOKS = 60;
  private static final int MOST_OPERATIONS = 30;
  private static final int MOST_COMMITS = 4;
  private static final List<Breakage> DATABASE_FAULTS =
      List.of(
          Breakage.DEADLOCK,
          Breakage.SERIALISATION_FAILURE,
          Breakage.CONNECTION_LOST,
          Breakage.ACKNOWLEDGEMENT_LOST);

  private final Quiet quiet = new Quiet();
  private final SimulatedTables followed = new SimulatedTables();
  private final SimulatedTables expected = new SimulatedTables();
  private final Connection replay = followed.another();

  /** What went wrong, if anything did. */
  Optional<String> run(Plan plan) {
    try {
      followed.empty();
      expected.empty();
      return new Run(plan).toTheEnd();
    } catch (SQLException e) {
      throw new IllegalStateException("seed %d".formatted(plan.seed()), e);
    }
  }

  /**
   * A seed that failed.
   *
   * @param smallest of the plans found that fail, too
   * @param text how to run it again, what went wrong, and what does in the smallest
   */
  record Failure(Plan plan, Plan smallest, String text) {}

  /** Runs the plan of a seed, and shrinks it if it fails. */
  Optional<Failure> failure(long seed) {
    Plan plan = Plan.of(seed);
    return run(plan)
        .map(why -> {
          Plan smallest = shrunk(plan);
          return new Failure(
              plan,
              smallest,
              "-Dazra.simulation.seed=%d: %s%nshrunk to %s: %s"
                  .formatted(seed, why, smallest, run(smallest).orElse("passes now")));
        });
  }

  /** The smallest plan found that still fails. */
  Plan shrunk(Plan failing) {
    Plan plan = failing;
    for (int steps = 0; steps < plan.steps(); steps++) {
      if (run(plan.withSteps(steps)).isPresent()) {
        plan = plan.withSteps(steps);
      }
    }
    for (Fault fault : List.copyOf(plan.faults())) {
      plan = smaller(plan, plan.without(fault));
    }
    plan = smaller(smaller(plan, plan.withoutCrashes()), plan.withoutDatabaseFaults());
    return smaller(plan, plan.withoutRebuilds());
  }

  private Plan smaller(Plan plan, Plan candidate) {
    return run(candidate).isPresent() ? candidate : plan;
  }

  @Override
  public void close() {
    try {
      quiet.close();
      replay.close();
      followed.close();
      expected.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private final class Run {
    private final Plan plan;
    private final Random random;
    private final long firstBlock;
    private final SimulatedChain chain;
    private final List<SimulatedNode> nodes;
    private final List<SimulatedNode> witnesses;
    private final Deployment deployment;
    private final Random clock;
    private final Random failures;
    private final FaultyDataSource database;
    private final StringBuilder story = new StringBuilder();
    private Optional<SimulatedFollower> follower = Optional.empty();

    Run(Plan plan) {
      this.plan = plan;
      this.random = new Random(plan.seed());
      this.clock = new Random(plan.seed() + 5);
      this.failures = new Random(plan.seed() + 6);
      this.database =
          new FaultyDataSource(
              followed.connection(), Optional.of(replay).filter(session -> plan.rebuilds()));
      this.firstBlock = random.nextInt(4);
      this.chain = new SimulatedChain(firstBlock, new Random(plan.seed() + 1));
      var habits = new Random(plan.seed() + 2);
      this.nodes = List.of(node(3, habits), node(4, habits));
      this.witnesses = plan.proof() == LogProof.WITNESS ? List.of(node(7, habits)) : List.of();
      this.deployment = chain.deployment();
    }

    private SimulatedNode node(int salt, Random habits) {
      return new SimulatedNode(
          chain, plan.seed() + salt, SimulatedNode.Habits.of(habits), plan.proof());
    }

    Optional<String> toTheEnd() throws SQLException {
      for (int step = 0; step < plan.steps(); step++) {
        moveChain();
        misbehave(step);
        for (int looks = random.nextInt(4); looks > 0; looks--) {
          look();
        }
      }
      behave(plan.steps(), Set.of(), 1);
      database.disarm();
      chain.extend((int) (chain.highest() - chain.latest()) + 1);
      return settle();
    }

    private Optional<String> settle() throws SQLException {
      Map<String, String> found = new TreeMap<>();
      for (int looks = 0; looks < MOST_LOOKS; looks++) {
        look();
        if (follower.isPresent() && follower.get().follows(chain.canonical().getLast().self())) {
          new NaiveProjector(expected.connection(), firstBlock).write(chain.canonical());
          return difference(followed.digests(), expected.digests(), found);
        }
      }
      return Optional.of(
          "not at the head after %d looks: %s; %s"
              .formatted(
                  MOST_LOOKS, follower.map(SimulatedFollower::toString).orElse("none"), story));
    }

    private Optional<String> difference(
        Map<String, String> found, Map<String, String> wanted, Map<String, String> differing)
        throws SQLException {
      wanted.forEach((table, digest) -> {
        if (!digest.equals(found.get(table))) {
          differing.put(table, "expected %s, found %s".formatted(digest, found.get(table)));
        }
      });
      followed
          .difference(HonestMarks.of(plan, chain, firstBlock, nodes, witnesses))
          .ifPresent(wrong -> differing.put("chain_cursor", wrong));
      if (!plan.breaksFinality() && followed.deepReorganisations() > 0) {
        differing.put("deep_reorganisations", "expected none");
      }
      return differing.isEmpty() ? Optional.empty() : Optional.of(differing + "; " + story);
    }

    private void moveChain() {
      switch (random.nextInt(8)) {
        case 0, 1, 2, 3 -> chain.extend(1 + random.nextInt(3));
        case 4 -> {
          cut();
          chain.extend(1 + random.nextInt(4));
        }
        case 5 -> cut();
        case 6 -> flip();
        default -> chain.finalise(chain.latest() - random.nextInt(6));
      }
      story.append(chain.latest()).append(' ');
    }

    private void cut() {
      long lowest = lowestFork();
      if (chain.latest() <= lowest) {
        return;
      }
      long to = lowest + random.nextLong(chain.latest() - lowest);
      chain.cutTo(to);
      story.append("cut:").append(to).append(' ');
    }

    private void flip() {
      List<List<SimulatedBlock>> others = chain.abandoned();
      if (others.isEmpty()) {
        return;
      }
      List<SimulatedBlock> other = others.get(random.nextInt(others.size()));
      int common = 0;
      List<SimulatedBlock> now = chain.canonical();
      while (common + 1 < Math.min(other.size(), now.size())
          && other.get(common + 1).equals(now.get(common + 1))) {
        common++;
      }
      if (common >= lowestFork()) {
        chain.flipTo(other);
        story.append("flip ");
      }
    }

    /** A chain that keeps its word leaves nothing at or below this block. */
    private long lowestFork() {
      if (plan.breaksFinality()) {
        return firstBlock;
      }
      long lowest =
          switch (plan.finality()) {
            case Finality.Tag tag -> chain.finalized();
            case Finality.Depth(long blocks) -> chain.highest() - blocks;
            case Finality.Immediate immediate -> chain.highest();
          };
      return Math.max(firstBlock, lowest);
    }

    private void misbehave(int step) throws SQLException {
      int once = 1 + random.nextInt(8);
      behave(step, plan.faults(), once);
      int at = 1 + random.nextInt(plan.rebuilds() ? 6 * MOST_OPERATIONS : MOST_OPERATIONS);
      boolean crash = random.nextBoolean();
      boolean first = random.nextBoolean();
      if (crash && plan.crashes()) {
        database.arm(at, first ? Breakage.CRASH_BEFORE : Breakage.CRASH_AFTER);
      } else if (!crash && plan.databaseFaults()) {
        breakDatabase(at);
      } else {
        database.disarm();
      }
    }

    /** A witness proves what it says by nothing but saying it: it may fail, and does not lie. */
    private void behave(int step, Set<Fault> faults, int once) {
      nodes.forEach(node -> node.behave(step, faults, once));
      Set<Fault> failures = Fault.withoutLies();
      failures.retainAll(faults);
      witnesses.forEach(witness -> witness.behave(step, failures, once));
    }

    private void breakDatabase(int at) {
      Breakage how = DATABASE_FAULTS.get(failures.nextInt(DATABASE_FAULTS.size()));
      database.arm(how == Breakage.ACKNOWLEDGEMENT_LOST ? 1 + at % MOST_COMMITS : at, how);
    }

    private void look() throws SQLException {
      try {
        if (follower.isEmpty()) {
          follower = Optional.of(started());
        }
        Duration pause = follower.get().look();
        follower.get().pass(clock.nextInt(8) == 0 ? jump() : pause);
      } catch (SimulatedCrash crash) {
        follower = Optional.empty();
        database.restart();
        story.append("crash ");
      } catch (RuntimeException failedStart) {
        follower = Optional.empty();
        story.append("start refused ");
      }
    }

    /** Somebody sets the clock: a second, or a day, on or back. */
    private Duration jump() {
      Duration on = clock.nextBoolean() ? Duration.ofSeconds(1) : Duration.ofDays(1);
      return clock.nextBoolean() ? on : on.negated();
    }

    private SimulatedFollower started() {
      return SimulatedFollower.proving(
          database,
          database.replay(),
          Fence.NONE,
          deployment,
          nodes,
          witnesses,
          plan.finality(),
          plan.breaksFinality() ? DeepReorganisation.HEAL : DeepReorganisation.HALT,
          plan.proof());
    }
  }
}
