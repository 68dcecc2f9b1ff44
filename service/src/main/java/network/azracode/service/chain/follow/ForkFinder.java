// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

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
   * The highest of our blocks that the node has too, at or below a number. Only a header with
   * another hash proves that the chain has left a block.
   *
   * @param highest at most the node's latest
   * @throws RpcFailure if the node has no header where it must have one
   */
  Optional<BlockReference> find(ChainSource source, long highest) {
    List<BlockReference> ours = ledger.downFrom(highest, BLOCKS_AT_ONCE);
    while (!ours.isEmpty()) {
      List<Optional<Header>> theirs =
          source.find(ours.stream().map(block -> ChainSource.hex(block.number())).toList());
      for (int i = 0; i < ours.size(); i++) {
        BlockReference block = ours.get(i);
        Header header =
            theirs.get(i).orElseThrow(() -> RpcFailure.headerMissing(block.number(), highest));
        if (header.reference().equals(block)) {
          return Optional.of(block);
        }
      }
      ours = ledger.downFrom(ours.getLast().number() - 1, BLOCKS_AT_ONCE);
    }
    return Optional.empty();
  }
}
