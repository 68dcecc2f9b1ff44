// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.service.chain.rpc.BlockReference;

/** A tree of blocks of which one branch is the chain, for now. */
final class SimulatedChain {
  private static final int MOST_BRANCHES = 4;

  private final long firstBlock;
  private final Random random;
  private final List<List<SimulatedBlock>> abandoned = new ArrayList<>();
  private List<SimulatedBlock> canonical = new ArrayList<>();
  private long finalized;
  private long highest;
  private long salt;

  SimulatedChain(long firstBlock, Random random) {
    this.firstBlock = firstBlock;
    this.random = random;
    Bytes32 genesis = Happenings.hash("genesis", firstBlock);
    canonical.add(
        new SimulatedBlock(
            new BlockReference(0, genesis), Bytes32.ZERO, 1_000, World.empty(), List.of()));
    extend((int) firstBlock);
  }

  Bytes32 genesis() {
    return canonical.getFirst().header().hash();
  }

  /** Of contracts that are on it from its first block on. */
  Deployment deployment() {
    return new Deployment(
        SimulatedNode.CHAIN_ID,
        genesis(),
        firstBlock,
        Happenings.TOKEN,
        Happenings.REGISTRY,
        Happenings.SETTLEMENT,
        Happenings.TIMELOCK);
  }

  List<SimulatedBlock> canonical() {
    return List.copyOf(canonical);
  }

  /** Branches that were the chain once. */
  List<List<SimulatedBlock>> abandoned() {
    return List.copyOf(abandoned);
  }

  long latest() {
    return canonical.size() - 1;
  }

  long finalized() {
    return finalized;
  }

  /** The highest number that any branch ever had. */
  long highest() {
    return highest;
  }

  void extend(int blocks) {
    for (int i = 0; i < blocks; i++) {
      SimulatedBlock parent = canonical.getLast();
      long number = parent.number() + 1;
      long time = parent.header().time() + random.nextInt(3);
      World.Next next =
          number < firstBlock
              ? new World.Next(World.empty(), List.of())
              : parent.world().next(random, time);
      Bytes32 hash = Happenings.hash("block", number, ++salt);
      canonical.add(
          new SimulatedBlock(
              new BlockReference(number, hash),
              parent.header().hash(),
              time,
              next.world(),
              next.happenings()));
      highest = Math.max(highest, number);
    }
  }

  /**
   * Leaves all above a block; what is left stays known. Final ones are left only by a chain that
   * breaks its word.
   */
  void cutTo(long number) {
    abandoned.add(List.copyOf(canonical));
    if (abandoned.size() > MOST_BRANCHES) {
      abandoned.removeFirst();
    }
    canonical = new ArrayList<>(canonical.subList(0, (int) number + 1));
    finalized = Math.min(finalized, number);
  }

  /** Makes a branch that was left the chain again, unless it lacks a final block. */
  void flipTo(List<SimulatedBlock> branch) {
    if (branch.size() > finalized
        && branch.get((int) finalized).self().equals(canonical.get((int) finalized).self())) {
      abandoned.add(List.copyOf(canonical));
      canonical = new ArrayList<>(branch);
    }
  }

  void finalise(long number) {
    finalized = Math.max(finalized, Math.min(number, latest()));
  }
}
