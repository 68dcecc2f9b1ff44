// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.azracode.service.chain.rpc.BlockReference;
import network.azracode.service.chain.rpc.ChainSource;
import network.azracode.service.chain.rpc.Header;
import network.azracode.service.chain.rpc.RpcFailure;
import network.azracode.service.chain.store.LedgerWriter;

/** Finds where our blocks and a node's part. */
final class ForkFinder {
  private static final int BLOCKS_AT_ONCE = 100;

  private final LedgerWriter ledger;

  ForkFinder(LedgerWriter ledger) {
    this.ledger = ledger;
  }

  /**
   * One of our blocks that the node has too, while it has another one above it. Only a header with
   * another hash proves that the chain has left a block. The next hundred below are compared one by
   * one, whatever is deeper by halves, as a chain that parted does not meet again.
   *
   * @param highest at most the node's latest
   * @param lowest of our blocks; what is below is of no interest
   * @return empty if the node has another block there, too
   * @throws RpcFailure if the node has no header where it must have one
   */
  Optional<BlockReference> find(ChainSource source, long highest, long lowest) {
    List<BlockReference> ours =
        ledger.downFrom(highest, (int) Math.min(BLOCKS_AT_ONCE, highest - lowest + 1));
    if (ours.isEmpty()) {
      return Optional.empty();
    }
    List<Boolean> held = held(source, highest, ours);
    if (held.contains(true)) {
      return Optional.of(ours.get(held.indexOf(true)));
    }
    long left = ours.getLast().number();
    return left > lowest ? halved(source, highest, lowest, left) : Optional.empty();
  }

  /**
   * @param left a number at which the node has another block
   */
  private Optional<BlockReference> halved(
      ChainSource source, long highest, long lowest, long left) {
    Optional<BlockReference> common = common(source, highest, lowest);
    long above = left;
    while (common.isPresent() && above - common.get().number() > 1) {
      long middle = (above + common.get().number()) >>> 1;
      Optional<BlockReference> found = common(source, highest, middle);
      if (found.isPresent()) {
        common = found;
      } else {
        above = middle;
      }
    }
    return common;
  }

  private Optional<BlockReference> common(ChainSource source, long highest, long number) {
    List<BlockReference> ours = ledger.downFrom(number, 1);
    return held(source, highest, ours).contains(true)
        ? Optional.of(ours.getFirst())
        : Optional.empty();
  }

  /** Of each block whether the node has it. */
  private static List<Boolean> held(ChainSource source, long highest, List<BlockReference> ours) {
    List<Optional<Header>> theirs =
        source.find(ours.stream().map(block -> ChainSource.hex(block.number())).toList());
    List<Boolean> held = new ArrayList<>(ours.size());
    for (int i = 0; i < ours.size(); i++) {
      BlockReference block = ours.get(i);
      Header header =
          theirs.get(i).orElseThrow(() -> RpcFailure.headerMissing(block.number(), highest));
      held.add(header.reference().equals(block));
    }
    return held;
  }
}
