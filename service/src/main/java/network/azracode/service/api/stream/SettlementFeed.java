// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.service.api.SettlementAnswer;
import network.azracode.service.chain.spi.AsOf;
import network.azracode.service.chain.spi.Ledger;
import network.azracode.service.chain.spi.Page;
import network.azracode.service.chain.spi.PageLimit;
import network.azracode.service.chain.spi.Position;
import network.azracode.service.settlement.Settlement;
import network.azracode.service.settlement.SettlementFilter;
import network.azracode.service.settlement.Settlements;
import org.springframework.stereotype.Component;

/** What follows a cursor, read in one snapshot: so nothing is left out and nothing comes twice. */
@Component
class SettlementFeed {
  private static final PageLimit BATCH = new PageLimit(PageLimit.MAXIMUM);

  private final Ledger ledger;
  private final Settlements settlements;
  private final StreamCursor beginning;

  SettlementFeed(Ledger ledger, Settlements settlements, Deployment deployment) {
    this.ledger = ledger;
    this.settlements = settlements;
    long before = Math.max(deployment.block() - 1, 0);
    this.beginning = new StreamCursor(before, 0, Bytes32.ZERO, before);
  }

  /** Where a stream without a past starts; empty before the first block. */
  List<StreamEvent> start() {
    return ledger.latest().isEmpty()
        ? List.of()
        : ledger.read(() -> List.of(headEvent(ledger.head()))).value();
  }

  /** Empty when there is nothing new. */
  List<StreamEvent> following(StreamCursor cursor, SettlementFilter filter) {
    return ledger.read(() -> read(cursor, filter)).value();
  }

  private List<StreamEvent> read(StreamCursor cursor, SettlementFilter filter) {
    AsOf head = ledger.head();
    if (cursor.isAfter(head)) {
      return List.of();
    }
    return stands(cursor) ? events(cursor, filter, head) : List.of(rollback(cursor));
  }

  private boolean stands(StreamCursor cursor) {
    return cursor.equals(beginning)
        || ledger
            .block(cursor.block())
            .filter(block -> block.hash().equals(cursor.hash()))
            .isPresent();
  }

  /**
   * Back to what was final when the cursor was given; nothing below it can have changed. What is
   * final now may be above the fork.
   */
  private StreamEvent rollback(StreamCursor cursor) {
    long unchanged = Math.min(cursor.finalized(), finalized());
    StreamCursor standing =
        ledger
            .block(unchanged)
            .map(block -> StreamCursor.after(block, unchanged))
            .orElse(beginning);
    return new StreamEvent.Rollback(standing, new StreamEvent.Block(standing.block()));
  }

  private StreamEvent headEvent(AsOf head) {
    return new StreamEvent.Head(StreamCursor.after(head, finalized()), head);
  }

  private long finalized() {
    return ledger.finalized().map(AsOf::block).orElse(beginning.block());
  }

  private List<StreamEvent> events(StreamCursor cursor, SettlementFilter filter, AsOf head) {
    Page<Settlement, Position> page =
        settlements.following(filter, Optional.of(cursor.position()), BATCH).value();
    List<StreamEvent> events = new ArrayList<>();
    long finalized = finalized();
    for (Settlement row : page.items()) {
      Bytes32 hash = ledger.block(row.position().block()).orElseThrow().hash();
      StreamCursor at =
          new StreamCursor(row.position().block(), row.position().index(), hash, finalized);
      events.add(new StreamEvent.Settled(at, SettlementAnswer.of(row)));
    }
    if (page.next().isEmpty()) {
      events.add(headEvent(head));
    }
    return events;
  }
}
