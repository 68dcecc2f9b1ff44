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
    this.beginning = new StreamCursor(Math.max(deployment.block() - 1, 0), 0, Bytes32.ZERO);
  }

  /** Where a stream without a past starts. */
  StreamEvent start() {
    AsOf head = ledger.head();
    return new StreamEvent.Head(StreamCursor.after(head), head);
  }

  /** Empty when there is nothing new. */
  List<StreamEvent> following(StreamCursor cursor, SettlementFilter filter) {
    return ledger.read(() -> read(cursor, filter)).value();
  }

  private List<StreamEvent> read(StreamCursor cursor, SettlementFilter filter) {
    AsOf head = ledger.head();
    if (cursor.equals(StreamCursor.after(head))) {
      return List.of();
    }
    return stands(cursor) ? events(cursor, filter, head) : List.of(rollback());
  }

  private boolean stands(StreamCursor cursor) {
    return cursor.equals(beginning)
        || ledger
            .block(cursor.block())
            .filter(block -> block.hash().equals(cursor.hash()))
            .isPresent();
  }

  /** Back to what is final; nothing below it can have changed. */
  private StreamEvent rollback() {
    StreamCursor standing = ledger.finalized().map(StreamCursor::after).orElse(beginning);
    return new StreamEvent.Rollback(standing, new StreamEvent.Block(standing.block()));
  }

  private List<StreamEvent> events(StreamCursor cursor, SettlementFilter filter, AsOf head) {
    Page<Settlement, Position> page =
        settlements.following(filter, Optional.of(cursor.position()), BATCH).value();
    List<StreamEvent> events = new ArrayList<>();
    for (Settlement row : page.items()) {
      Bytes32 hash = ledger.block(row.position().block()).orElseThrow().hash();
      StreamCursor at = new StreamCursor(row.position().block(), row.position().index(), hash);
      events.add(new StreamEvent.Settled(at, SettlementAnswer.of(row)));
    }
    if (page.next().isEmpty()) {
      events.add(new StreamEvent.Head(StreamCursor.after(head), head));
    }
    return events;
  }
}
