// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.nodes;

import java.util.Optional;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.service.chain.spi.Answer;
import network.azracode.service.chain.spi.Conditions;
import network.azracode.service.chain.spi.Ledger;
import network.azracode.service.chain.spi.Page;
import network.azracode.service.chain.spi.PageLimit;
import network.azracode.service.chain.spi.Position;
import network.azracode.service.chain.spi.Rows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the history of verdicts, each beside the stake that stood behind it. */
@Component
public class Verdicts {
  private static final String SELECT =
      """
      SELECT v.*, s.stake FROM verdicts v
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(y.amount), 0) AS stake FROM (
          SELECT CASE WHEN x.change IN ('added', 'rebonded') THEN x.amount::numeric
                      WHEN x.change = 'unbonded' THEN -x.amount::numeric ELSE 0 END AS amount
          FROM stake_changes x
          WHERE x.node_id = v.node_id
            AND (x.block_number, x.log_index) < (v.block_number, v.log_index)
          UNION ALL
          SELECT -x.from_stake::numeric FROM case_executions x
          WHERE x.node_id = v.node_id
            AND (x.block_number, x.log_index) < (v.block_number, v.log_index)) y) s\
      """;

  private final Ledger ledger;
  private final JdbcClient jdbc;

  Verdicts(Ledger ledger, JdbcClient jdbc) {
    this.ledger = ledger;
    this.jdbc = jdbc;
  }

  /** Whether the registry ever accepted a verdict for that key on that node. */
  public Answer<Boolean> hadKey(NodeId nodeId, Address signer) {
    return ledger.read(() ->
        jdbc.sql("SELECT EXISTS (SELECT FROM verdicts WHERE signer = ? AND node_id = ?)")
            .params(signer.toByteArray(), nodeId.value())
            .query(Boolean.class)
            .single());
  }

  /**
   * The life of a key as a key of that node; empty if it never was one.
   *
   * @param evidenceHash of the evidence in question
   */
  public Answer<Optional<KeyLife>> life(NodeId nodeId, Address signer, Bytes32 evidenceHash) {
    return ledger.read(() ->
        jdbc.sql(
                """
                SELECT min(block_time) AS starts_at,
                  (array_agg(valid_until ORDER BY block_number DESC, log_index DESC))[1] AS ends_at,
                  min(block_time) FILTER (WHERE evidence_hash = :evidence) AS accepted_at
                FROM verdicts WHERE signer = :signer AND node_id = :node HAVING count(*) > 0\
                """)
            .param("evidence", evidenceHash.toByteArray())
            .param("signer", signer.toByteArray())
            .param("node", nodeId.value())
            .query((row, index) ->
                new KeyLife(
                    row.getLong("starts_at"),
                    row.getLong("ends_at"),
                    Rows.optionalLong(row, "accepted_at")))
            .optional());
  }

  /** Newest first, from before {@code after}; of all nodes, or of one. */
  public Answer<Page<AcceptedVerdict, Position>> list(
      Optional<NodeId> nodeId, Optional<Position> after, PageLimit limit) {
    return ledger.read(() -> {
      Conditions where =
          new Conditions()
              .and("v.node_id = ?", nodeId.map(NodeId::value))
              .beyond("v.block_number, v.log_index", "<", after);
      var rows =
          jdbc.sql(
                  SELECT
                      + where.sql()
                      + " ORDER BY v.block_number DESC, v.log_index DESC LIMIT "
                      + limit.rows())
              .params(where.parameters())
              .query((row, index) -> AcceptedVerdict.of(row))
              .list();
      return Page.of(rows, limit, AcceptedVerdict::position);
    });
  }
}
