// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api.stream;

import network.azracode.service.api.SettlementAnswer;
import network.azracode.service.chain.spi.AsOf;

/** What a stream says. The cursor becomes the event's id: where to resume after it. */
sealed interface StreamEvent {

  StreamCursor cursor();

  String name();

  Object data();

  /** One payment. */
  record Settled(StreamCursor cursor, SettlementAnswer data) implements StreamEvent {
    @Override
    public String name() {
      return "settlement";
    }
  }

  /** Everything up to this block has been sent. */
  record Head(StreamCursor cursor, AsOf data) implements StreamEvent {
    @Override
    public String name() {
      return "head";
    }
  }

  /** The chain was reorganised: forget what was sent above this block, it comes again. */
  record Rollback(StreamCursor cursor, Block data) implements StreamEvent {
    @Override
    public String name() {
      return "rollback";
    }
  }

  /**
   * @param block number of the last block that still stands
   */
  record Block(long block) {}
}
