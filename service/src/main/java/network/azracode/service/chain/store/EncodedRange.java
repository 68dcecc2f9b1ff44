// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.store;

import java.util.List;
import java.util.Map;
import network.azracode.service.chain.range.VerifiedRange;
import network.azracode.service.chain.rpc.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A verified range as the rows that PostgreSQL is sent, so that a transaction has nothing else to
 * do. Its logs are let go: only {@link EventRows} makes one.
 */
public final class EncodedRange {
  private final Header first;
  private final Header last;
  private final int logs;
  private final BinaryCopy blocks;
  private final Map<RowWriter, BinaryCopy> rows;
  private final List<@Nullable Object[]> quarantined;

  /**
   * @param rows in the order in which they are sent
   */
  EncodedRange(
      VerifiedRange range, Map<RowWriter, BinaryCopy> rows, List<@Nullable Object[]> quarantined) {
    this.first = range.first();
    this.last = range.last();
    this.logs = range.logs().size();
    this.blocks = BlockTable.rows(range.headers());
    this.rows = rows;
    this.quarantined = quarantined;
  }

  public Header first() {
    return first;
  }

  public Header last() {
    return last;
  }

  /** How many blocks. */
  public int blocks() {
    return blocks.rows();
  }

  /** How many logs, those included that were set aside. */
  public int logs() {
    return logs;
  }

  /** How many logs no projection understands. */
  public int quarantined() {
    return quarantined.size();
  }

  BinaryCopy blockRows() {
    return blocks;
  }

  /** Sends the rows of all events, within the transaction that is open. */
  void sendEvents(JdbcTemplate jdbc) {
    rows.forEach((writer, copy) -> copy.send(jdbc, writer.copy()));
    if (!quarantined.isEmpty()) {
      jdbc.batchUpdate(Quarantine.INSERT, quarantined);
    }
  }
}
