// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import java.util.List;
import java.util.Optional;
import network.azracode.sdk.ledger.Finality;

/**
 * Up to where a ledger may be safe and final once faults have ended, all nodes tell the truth and
 * it is at the head, which is higher than any before it.
 *
 * @param finalized what is told or counted
 * @param safe likewise
 * @param most above {@code finalized} only where the chain has broken its word
 * @param toldByAll whether the last look heard it, whichever node was asked
 * @param firstBlock of the ledger, below which it marks none
 */
record HonestMarks(
    long finalized, long safe, long most, boolean toldByAll, boolean toldByAny, long firstBlock) {

  static HonestMarks of(
      Plan plan,
      SimulatedChain chain,
      long firstBlock,
      List<SimulatedNode> nodes,
      List<SimulatedNode> witnesses) {
    boolean agreed = witnesses.stream().allMatch(SimulatedNode::knowsTags);
    return switch (plan.finality()) {
      case Finality.Tag tag ->
          new HonestMarks(
              chain.finalized(),
              Math.min(chain.finalized() + 1, chain.latest()),
              plan.breaksFinality() ? chain.latest() : chain.finalized(),
              agreed && nodes.stream().allMatch(SimulatedNode::knowsTags),
              agreed && nodes.stream().anyMatch(SimulatedNode::knowsTags),
              firstBlock);
      case Finality.Depth(long blocks) -> counted(chain.latest() - blocks, firstBlock);
      case Finality.Immediate immediate -> counted(chain.latest(), firstBlock);
    };
  }

  private static HonestMarks counted(long number, long firstBlock) {
    return new HonestMarks(number, number, number, true, true, firstBlock);
  }

  /** What is wrong with the marks of a ledger, if anything is. */
  Optional<String> difference(Optional<Long> foundSafe, Optional<Long> foundFinalized) {
    boolean fits =
        foundFinalized.isPresent()
            ? fits(foundSafe.orElse(-1L), foundFinalized.get())
            : foundSafe.isEmpty() && (!toldByAll || finalized < firstBlock);
    return fits
        ? Optional.empty()
        : Optional.of("expected %s, found %s and %s".formatted(this, foundSafe, foundFinalized));
  }

  private boolean fits(long foundSafe, long foundFinalized) {
    long least = toldByAll ? Math.max(finalized, firstBlock) : firstBlock;
    long mostSafe = Math.max(foundFinalized, safe);
    long leastSafe = toldByAll ? mostSafe : foundFinalized;
    return toldByAny
        && foundFinalized >= least
        && foundFinalized <= most
        && foundSafe >= leastSafe
        && foundSafe <= mostSafe;
  }
}
