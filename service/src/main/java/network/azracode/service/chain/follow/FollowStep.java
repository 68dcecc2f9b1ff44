// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import java.util.Optional;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.service.chain.ChainProperties;
import network.azracode.service.chain.follow.FollowerStatus.State;
import network.azracode.service.chain.range.RangeReader;
import network.azracode.service.chain.range.VerifiedRange;
import network.azracode.service.chain.rpc.BlockReference;
import network.azracode.service.chain.rpc.ChainSource;
import network.azracode.service.chain.rpc.ChainSources;
import network.azracode.service.chain.rpc.Header;
import network.azracode.service.chain.store.Cursor;
import network.azracode.service.chain.store.EncodedRange;
import network.azracode.service.chain.store.LedgerWriter;
import network.azracode.service.chain.store.Marks;

/** One look at the chain, and all that is to be done about it. */
final class FollowStep {
  private static final int BACKFILL_BLOCKS = 100;

  private final LedgerWriter ledger;
  private final Finality finality;
  private final RangeReader reader;
  private final Reorganisation reorganisation;
  private final FollowerStatus status;
  private final FollowerMetrics metrics;
  private final Optional<ChainSources> witnesses;
  private final long firstBlock;

  /**
   * @param witnesses nodes of another provider; one of them must agree, where there are any
   */
  FollowStep(
      LedgerWriter ledger,
      Optional<ChainSources> witnesses,
      ChainProperties properties,
      Deployment deployment,
      FollowerStatus status,
      FollowerMetrics metrics) {
    this.ledger = ledger;
    this.finality = properties.finality();
    this.reader =
        new RangeReader(
            deployment, properties.logProof(), metrics::refused, properties.rpcUrls().size() == 1);
    this.witnesses = witnesses;
    this.reorganisation =
        new Reorganisation(
            ledger,
            properties.deepReorganisation(),
            metrics,
            properties.rpcUrls().size(),
            deployment.block());
    this.status = status;
    this.metrics = metrics;
    this.firstBlock = deployment.block();
  }

  Progress take(ChainSource source) {
    Cursor cursor = ledger.cursor();
    Optional<ChainSource> witness = witnesses.map(ChainSources::current);
    ChainTip tip = ChainTip.of(source, finality, cursor.head());
    Optional<ChainTip> witnessed =
        witness.map(other -> ChainTip.of(other, finality, cursor.head()));
    status.saw(cursor.head(), tip.latest());
    if (cursor.head().isPresent() && !tip.holds(cursor.head().get())) {
      requireLeftByWitness(cursor.head().get(), witnessed);
      Progress progress = reorganisation.follow(source, witness, tip, cursor);
      return progress == Progress.ROLLED_BACK
          ? readOn(source, witness, tip, witnessed, ledger.cursor(), progress)
          : progress;
    }
    reorganisation.headIsCanonical();
    return readOn(source, witness, tip, witnessed, cursor, Progress.CAUGHT_UP);
  }

  /**
   * Takes what stands on our head, which is on the chain, within the same look: what replaces the
   * blocks that were left does not wait for another one.
   *
   * @param otherwise if nothing does
   */
  private Progress readOn(
      ChainSource source,
      Optional<ChainSource> witness,
      ChainTip tip,
      Optional<ChainTip> witnessed,
      Cursor cursor,
      Progress otherwise) {
    Marks marks = tip.marksSharedWith(witnessed);
    long next = cursor.head().map(head -> head.number() + 1).orElse(firstBlock);
    long latest = tip.latest().number();
    if (next > latest) {
      cursor.head().ifPresent(head -> ledger.mark(head, marks));
      boolean behind = cursor.head().isPresent() && next - 1 > latest;
      return behind ? Progress.LAGGING : otherwise;
    }
    long last = witnessed.map(other -> Math.min(latest, other.latest().number())).orElse(latest);
    if (next > last) {
      return Progress.UNWITNESSED;
    }
    if (last - next > BACKFILL_BLOCKS) {
      status.going(State.BACKFILLING);
    }
    var writer = new Writer(source, cursor.head(), tip.latest(), marks);
    reader.read(source, witness, next, last, ledger::encode, writer::write);
    return Progress.ADVANCED;
  }

  /** This witness failed, lags or disagrees: ask the next one. */
  void turnWitness() {
    witnesses.ifPresent(ChainSources::turn);
  }

  private void requireLeftByWitness(BlockReference head, Optional<ChainTip> witnessed) {
    if (witnessed.filter(other -> other.holds(head)).isPresent()) {
      throw Reorganisation.disagreement("another block than our head " + head, "the same");
    }
  }

  /** Nothing of ours is below the first block, so its parent is asked for by itself. */
  private Bytes32 parentOfFirst(ChainSource source) {
    return firstBlock == 0
        ? Bytes32.ZERO
        : source.headers(firstBlock - 1, firstBlock - 1).getFirst().hash();
  }

  /** Commits ranges one after the other, each on the one before. */
  private final class Writer {
    private final ChainSource source;
    private final Header latest;
    private final Marks marks;
    private Optional<BlockReference> head;

    Writer(ChainSource source, Optional<BlockReference> head, Header latest, Marks marks) {
      this.source = source;
      this.head = head;
      this.latest = latest;
      this.marks = marks;
    }

    void write(EncodedRange range) {
      if (head.isEmpty()) {
        VerifiedRange.requireParent(range.first(), parentOfFirst(source));
      }
      Optional<BlockReference> parent = head;
      metrics.commit(() -> ledger.commit(parent, range, marks));
      head = Optional.of(range.last().reference());
      status.saw(head, latest);
      status.looked();
      metrics.committed(range.blocks(), range.logs(), range.quarantined());
    }
  }
}
