// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.settlement;

import java.util.Optional;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.service.chain.spi.Answer;
import network.azracode.service.chain.spi.Conditions;
import network.azracode.service.chain.spi.Ledger;
import network.azracode.service.chain.spi.Page;
import network.azracode.service.chain.spi.PageLimit;
import network.azracode.service.chain.spi.Position;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the history of claims. */
@Component
public class Claims {
  private final Ledger ledger;
  private final JdbcClient jdbc;

  Claims(Ledger ledger, JdbcClient jdbc) {
    this.ledger = ledger;
    this.jdbc = jdbc;
  }

  /** Newest first, from before {@code after}; of all nodes, or of one. */
  public Answer<Page<Claim, Position>> list(
      Optional<NodeId> nodeId, Optional<Position> after, PageLimit limit) {
    Conditions where =
        new Conditions()
            .and("node_id = ?", nodeId.map(NodeId::value))
            .beyond("block_number, log_index", "<", after);
    return ledger.read(() -> {
      var rows =
          jdbc.sql(
                  "SELECT * FROM claims"
                      + where.sql()
                      + " ORDER BY block_number DESC, log_index DESC LIMIT "
                      + limit.rows())
              .params(where.parameters())
              .query((row, index) -> Claim.of(row))
              .list();
      return Page.of(rows, limit, Claim::position);
    });
  }
}
