// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.nodes;

import java.util.Optional;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.service.chain.spi.Answer;
import network.azracode.service.chain.spi.Conditions;
import network.azracode.service.chain.spi.Ledger;
import network.azracode.service.chain.spi.Page;
import network.azracode.service.chain.spi.PageLimit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads nodes as they stand at the head. */
@Component
public class Nodes {
  private final Ledger ledger;
  private final JdbcClient jdbc;

  Nodes(Ledger ledger, JdbcClient jdbc) {
    this.ledger = ledger;
    this.jdbc = jdbc;
  }

  public Answer<Optional<NodeState>> find(NodeId nodeId) {
    return ledger.read(() ->
        jdbc.sql("SELECT * FROM nodes WHERE node_id = ?")
            .param(nodeId.value())
            .query((row, index) -> NodeState.of(row))
            .optional());
  }

  /** Ascending by id, from beyond {@code after}. */
  public Answer<Page<NodeState, NodeId>> list(
      NodeFilter filter, Optional<NodeId> after, PageLimit limit) {
    return ledger.read(() -> {
      Conditions where =
          new Conditions()
              .and("operator = ?", filter.operator().map(Address::toByteArray))
              .and("node_id > ?", after.map(NodeId::value));
      filter
          .attested()
          .ifPresent(attested ->
              where.and(
                  "coalesce(valid_until, -1) %s ?".formatted(attested ? ">=" : "<"),
                  ledger.head().time()));
      return page(where, limit);
    });
  }

  /** Who operated the node once a block had been mined; empty before it was registered. */
  public Answer<Optional<Address>> operatorAt(NodeId nodeId, long block) {
    return ledger.read(() ->
        jdbc.sql(
                """
                SELECT operator FROM node_ownerships WHERE node_id = ? AND block_number <= ?
                ORDER BY block_number DESC, log_index DESC LIMIT 1\
                """)
            .params(nodeId.value(), block)
            .query((row, index) -> Address.of(row.getBytes(1)))
            .optional());
  }

  /** The node whose enclave holds this key now, whether its verdict is still valid or not. */
  public Answer<Optional<NodeState>> ofSigner(Address signer) {
    return ledger.read(() ->
        jdbc.sql(
                """
                SELECT * FROM nodes
                WHERE node_id IN (SELECT node_id FROM verdicts WHERE signer = :signer)
                  AND signer = :signer
                ORDER BY node_id LIMIT 1\
                """)
            .param("signer", signer.toByteArray())
            .query((row, index) -> NodeState.of(row))
            .optional());
  }

  private Page<NodeState, NodeId> page(Conditions where, PageLimit limit) {
    var rows =
        jdbc.sql("SELECT * FROM nodes" + where.sql() + " ORDER BY node_id LIMIT " + limit.rows())
            .params(where.parameters())
            .query((row, index) -> NodeState.of(row))
            .list();
    return Page.of(rows, limit, NodeState::nodeId);
  }
}
