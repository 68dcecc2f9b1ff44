// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.ledger.Finality.Depth;
import network.azracode.sdk.ledger.Finality.Immediate;
import network.azracode.sdk.ledger.Finality.Tag;
import network.azracode.service.chain.rpc.BlockReference;
import network.azracode.service.chain.rpc.ChainSource;
import network.azracode.service.chain.rpc.Header;
import network.azracode.service.chain.rpc.RpcFailure;
import network.azracode.service.chain.store.Marks;
import network.azracode.service.chain.store.Marks.Mark;

/**
 * What a node says in one batch: its latest block, its marks, and what it has at our head's height.
 *
 * @param atOurHead empty if the node has not got as far, or we have no head
 */
record ChainTip(Header latest, Optional<Header> atOurHead, Marks marks) {

  static ChainTip of(ChainSource source, Finality finality, Optional<BlockReference> head) {
    List<String> blocks = new ArrayList<>(List.of("latest"));
    head.ifPresent(ours -> blocks.add(ChainSource.hex(ours.number())));
    if (finality instanceof Tag) {
      blocks.addAll(List.of("safe", "finalized"));
    }
    var found = new ArrayList<>(source.find(blocks));
    Header latest = found.removeFirst().orElseThrow(RpcFailure::latestMissing);
    Optional<Header> atOurHead = head.isPresent() ? found.removeFirst() : Optional.empty();
    if (head.isPresent() && atOurHead.isEmpty() && head.get().number() <= latest.number()) {
      throw RpcFailure.headerMissing(head.get().number(), latest.number());
    }
    Marks marks =
        switch (finality) {
          case Tag tag -> tagged(found.getFirst(), found.getLast());
          case Depth(long blocksOnTop) -> at(latest.number() - blocksOnTop);
          case Immediate immediate -> at(latest.number());
        };
    return new ChainTip(latest, atOurHead, marks);
  }

  boolean holds(BlockReference head) {
    return atOurHead.map(Header::reference).filter(head::equals).isPresent();
  }

  /** What a witness says, too: nobody is believed alone that a block is final. */
  Marks marksSharedWith(Optional<ChainTip> witness) {
    return witness
        .map(other ->
            new Marks(
                lower(marks.safe(), other.marks.safe()),
                lower(marks.finalized(), other.marks.finalized())))
        .orElse(marks);
  }

  private static Optional<Mark> lower(Optional<Mark> one, Optional<Mark> other) {
    return one.flatMap(
        mark -> other.map(against -> mark.number() <= against.number() ? mark : against));
  }

  /** Every ancestor of the latest block is ours when the head is; so a number is enough. */
  private static Marks at(long number) {
    Optional<Mark> mark = Optional.of(new Mark(number, Optional.empty()));
    return new Marks(mark, mark);
  }

  private static Marks tagged(Optional<Header> safe, Optional<Header> finalized) {
    return new Marks(safe.map(ChainTip::mark), finalized.map(ChainTip::mark));
  }

  private static Mark mark(Header header) {
    return new Mark(header.number(), Optional.of(header.hash()));
  }
}
