// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.settlement;

import java.util.Optional;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.service.chain.spi.Answer;
import network.azracode.service.chain.spi.Conditions;
import network.azracode.service.chain.spi.Ledger;
import network.azracode.service.chain.spi.Page;
import network.azracode.service.chain.spi.PageLimit;
import network.azracode.service.chain.spi.Position;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the history of settlements. */
@Component
public class Settlements {
  private final Ledger ledger;
  private final JdbcClient jdbc;

  Settlements(Ledger ledger, JdbcClient jdbc) {
    this.ledger = ledger;
    this.jdbc = jdbc;
  }

  /** Newest first, from before {@code after}. */
  public Answer<Page<Settlement, Position>> list(
      SettlementFilter filter, Optional<Position> after, PageLimit limit) {
    return page(filter, after, "<", "DESC", limit);
  }

  /** Oldest first, from beyond {@code after}: what a stream sends next. */
  public Answer<Page<Settlement, Position>> following(
      SettlementFilter filter, Optional<Position> after, PageLimit limit) {
    return page(filter, after, ">", "ASC", limit);
  }

  private Answer<Page<Settlement, Position>> page(
      SettlementFilter filter,
      Optional<Position> after,
      String comparison,
      String direction,
      PageLimit limit) {
    Conditions where = conditions(filter).beyond("block_number, log_index", comparison, after);
    String sql =
        "SELECT * FROM settled_jobs%s ORDER BY block_number %s, log_index %s LIMIT %d"
            .formatted(where.sql(), direction, direction, limit.rows());
    return ledger.read(() -> {
      var rows =
          jdbc.sql(sql).params(where.parameters()).query((row, index) -> Settlement.of(row)).list();
      return Page.of(rows, limit, Settlement::position);
    });
  }

  private static Conditions conditions(SettlementFilter filter) {
    Conditions where =
        new Conditions()
            .and("node_id = ?", filter.nodeId().map(NodeId::value))
            .and("client = ?", filter.client().map(Address::toByteArray))
            .and("settled_at >= ?", filter.from())
            .and("settled_at < ?", filter.to());
    // the first condition finds the rows by index, the second drops those of other operators
    filter
        .operator()
        .map(Address::toByteArray)
        .ifPresent(operator ->
            where.and(
                "node_id IN (SELECT node_id FROM node_ownerships WHERE operator = ?)"
                    + " AND operator = ?",
                operator,
                operator));
    return where;
  }
}
