// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.nodes;

import java.util.List;
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

/** Reads the cases against enclave keys, as they stand at the head. */
@Component
public class Cases {
  private static final int MAX_DUE = 100;

  private final Ledger ledger;
  private final JdbcClient jdbc;

  Cases(Ledger ledger, JdbcClient jdbc) {
    this.ledger = ledger;
    this.jdbc = jdbc;
  }

  public Answer<Optional<CaseState>> find(long caseId) {
    return ledger.read(() ->
        jdbc.sql("SELECT * FROM cases WHERE case_id = ?")
            .param(caseId)
            .query((row, index) -> CaseState.of(row))
            .optional());
  }

  /** Whether a case was ever opened against that key. */
  public Answer<Boolean> isAccused(Address signer) {
    return ledger.read(() ->
        jdbc.sql("SELECT EXISTS (SELECT FROM case_openings WHERE signer = ?)")
            .param(signer.toByteArray())
            .query(Boolean.class)
            .single());
  }

  /** Newest first, from below {@code after}; of all nodes, or of one. */
  public Answer<Page<CaseState, Long>> list(
      Optional<NodeId> nodeId, Optional<Long> after, PageLimit limit) {
    return ledger.read(() -> {
      Conditions where =
          new Conditions().and("node_id = ?", nodeId.map(NodeId::value)).and("case_id < ?", after);
      List<CaseState> rows =
          jdbc.sql(
                  "SELECT * FROM cases"
                      + where.sql()
                      + " ORDER BY case_id DESC LIMIT "
                      + limit.rows())
              .params(where.parameters())
              .query((row, index) -> CaseState.of(row))
              .list();
      return Page.of(rows, limit, CaseState::caseId);
    });
  }

  /** Those that anyone may execute as of the head, longest due first; a bounded number. */
  public Answer<List<CaseState>> due() {
    return ledger.read(() ->
        jdbc.sql(
                """
                SELECT * FROM cases WHERE state = 'open' AND executable_at <= ?
                ORDER BY executable_at, case_id LIMIT\
                """
                    + " "
                    + MAX_DUE)
            .param(ledger.head().time())
            .query((row, index) -> CaseState.of(row))
            .list());
  }
}
