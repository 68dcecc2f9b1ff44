// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import network.azracode.sdk.protocol.Bytes32;

/**
 * What the contracts hold after a block; each branch has its own. Ids are counted along the branch,
 * so two branches tell of the same jobs at other places.
 */
record World(long nodes, long jobs, Map<Long, World.Job> open) {
  private static final int MOST_PER_BLOCK = 6;
  private static final int CLIENTS = 3;

  record Job(long number, long node, long client, long price, long deadline) {
    Bytes32 id() {
      return Happenings.hash("job", number);
    }
  }

  /** What happens next, and the world after it. */
  record Next(World world, List<Happening> happenings) {}

  static World empty() {
    return new World(0, 0, Map.of());
  }

  Next next(Random random, long time) {
    Draft draft = new Draft(random, time);
    int count = random.nextInt(3) == 0 ? 0 : random.nextInt(MOST_PER_BLOCK) + 1;
    for (int i = 0; i < count; i++) {
      draft.one();
    }
    return new Next(
        new World(draft.nodes, draft.jobs, Map.copyOf(draft.open)), List.copyOf(draft.told));
  }

  private final class Draft {
    private final Random random;
    private final long time;
    private final TreeMap<Long, Job> open = new TreeMap<>(World.this.open);
    private final List<Happening> told = new ArrayList<>();
    private long nodes = World.this.nodes;
    private long jobs = World.this.jobs;

    Draft(Random random, long time) {
      this.random = random;
      this.time = time;
    }

    void one() {
      long client = random.nextInt(CLIENTS);
      if (nodes == 0) {
        told.add(Happenings.nodeRegistered(++nodes));
        return;
      }
      long node = 1 + random.nextLong(nodes);
      switch (random.nextInt(14)) {
        case 0 -> told.add(Happenings.nodeRegistered(++nodes));
        case 1 -> told.add(Happenings.stakeAdded(node, 1 + random.nextInt(1_000)));
        case 2 -> told.add(Happenings.attested(node, time - random.nextInt(2)));
        case 3 -> {
          told.add(Happenings.transfer(client));
          told.add(Happenings.deposited(client, 1 + random.nextInt(1_000)));
        }
        case 4, 5, 6, 7 -> open(new Job(++jobs, node, client, 100 + random.nextInt(900), time + 4));
        case 8, 9, 10 -> end();
        case 11 -> told.add(Happenings.claimed(node, random.nextInt(50)));
        case 12 ->
            told.add(
                random.nextBoolean()
                    ? Happenings.unknown(random.nextInt(9))
                    : Happenings.malformed(node));
        default -> told.add(Happenings.byAStranger(random.nextInt(99)));
      }
    }

    private void open(Job job) {
      open.put(job.number(), job);
      told.add(Happenings.jobOpened(job));
    }

    private void end() {
      if (open.isEmpty()) {
        return;
      }
      List<Job> candidates = List.copyOf(open.values());
      Job job = candidates.get(random.nextInt(candidates.size()));
      open.remove(job.number());
      if (time > job.deadline()) {
        told.add(Happenings.jobEnded(job, false));
      } else if (random.nextInt(4) == 0) {
        told.add(Happenings.jobEnded(job, true));
      } else {
        told.add(Happenings.jobSettled(job, random.nextLong(job.price() + 1), time));
      }
    }
  }
}
