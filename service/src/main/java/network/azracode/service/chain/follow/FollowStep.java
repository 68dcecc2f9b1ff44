// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import java.util.Optional;
import java.util.Set;
import network.azracode.sdk.ledger.Finality;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.service.chain.ChainProperties;
import network.azracode.service.chain.follow.FollowerStatus.State;
import network.azracode.service.chain.range.RangeReader;
import network.azracode.service.chain.range.VerifiedRange;
import network.azracode.service.chain.rpc.BlockReference;
import network.azracode.service.chain.rpc.ChainSource;
import network.azracode.service.chain.store.Cursor;
import network.azracode.service.chain.store.LedgerWriter;

/** One look at the chain, and all that is to be done about it. */
final class FollowStep {
  private static final int BACKFILL_BLOCKS = 100;

  private final LedgerWriter ledger;
  private final Finality finality;
  private final RangeReader reader;
  private final Reorganisation reorganisation;
  private final FollowerStatus status;
  private final FollowerMetrics metrics;
  private final long firstBlock;

  FollowStep(
      LedgerWriter ledger,
      ChainProperties properties,
      Deployment deployment,
      FollowerStatus status,
      FollowerMetrics metrics) {
    this.ledger = ledger;
    this.finality = properties.finality();
    this.reader = new RangeReader(Set.of(deployment.nodeRegistry(), deployment.settlement()));
    this.reorganisation =
        new Reorganisation(
            ledger, properties.deepReorganisation(), metrics, properties.rpcUrls().size());
    this.status = status;
    this.metrics = metrics;
    this.firstBlock = deployment.block();
  }

  Progress take(ChainSource source) {
    Cursor cursor = ledger.cursor();
    ChainTip tip = ChainTip.of(source, finality, cursor.head());
    status.saw(cursor.head(), tip.latest());
    if (cursor.head().isPresent() && !tip.holds(cursor.head().get())) {
      return reorganisation.follow(source, tip, cursor, cursor.head().get());
    }
    reorganisation.headIsCanonical();
    long next = cursor.head().map(head -> head.number() + 1).orElse(firstBlock);
    if (next > tip.latest().number()) {
      cursor.head().ifPresent(head -> ledger.mark(head, tip.marks()));
      return Progress.CAUGHT_UP;
    }
    if (tip.latest().number() - next > BACKFILL_BLOCKS) {
      status.going(State.BACKFILLING);
    }
    advance(source, cursor, tip, next);
    return Progress.ADVANCED;
  }

  private void advance(ChainSource source, Cursor cursor, ChainTip tip, long next) {
    var writer =
        new Object() {
          private Optional<BlockReference> head = cursor.head();

          void write(VerifiedRange range) {
            int quarantined = ledger.commit(head, range, tip.marks());
            head = Optional.of(range.last().reference());
            status.saw(head, tip.latest());
            status.looked();
            metrics.committed(range.headers().size(), range.logs().size(), quarantined);
          }
        };
    reader.read(source, next, tip.latest().number(), writer::write);
  }
}
