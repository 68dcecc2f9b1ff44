// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.settlement;

import java.util.List;
import java.util.Optional;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.service.chain.spi.Answer;
import network.azracode.service.chain.spi.Conditions;
import network.azracode.service.chain.spi.Ledger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Sums of what was settled. */
@Component
public class SettlementTotals {
  private static final int MAX_DAYS = 366;

  private final Ledger ledger;
  private final JdbcClient jdbc;

  SettlementTotals(Ledger ledger, JdbcClient jdbc) {
    this.ledger = ledger;
    this.jdbc = jdbc;
  }

  /**
   * @param startsAt midnight UTC, Unix seconds
   */
  public record Day(long startsAt, Totals totals) {}

  /** All that was ever settled; of all nodes, or of one. */
  public Answer<Totals> overall(Optional<NodeId> nodeId) {
    Conditions where = new Conditions().and("node_id = ?", nodeId.map(NodeId::value));
    return ledger.read(() ->
        jdbc.sql("SELECT " + Totals.COLUMNS + " FROM daily_totals" + where.sql())
            .params(where.parameters())
            .query((row, index) -> Totals.of(row))
            .single());
  }

  /** The last 366 days on which anything was settled, newest first. */
  public Answer<List<Day>> daily(Optional<NodeId> nodeId) {
    Conditions where = new Conditions().and("node_id = ?", nodeId.map(NodeId::value));
    return ledger.read(() ->
        jdbc.sql(
                "SELECT day_start, %s FROM daily_totals%s GROUP BY 1 ORDER BY 1 DESC LIMIT %d"
                    .formatted(Totals.COLUMNS, where.sql(), MAX_DAYS))
            .params(where.parameters())
            .query((row, index) -> new Day(row.getLong("day_start"), Totals.of(row)))
            .list());
  }
}
