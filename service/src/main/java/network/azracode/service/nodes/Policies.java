// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.nodes;

import java.util.List;
import java.util.Optional;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.service.chain.spi.Answer;
import network.azracode.service.chain.spi.Ledger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the registry's policies and who may sign verdicts under them. */
@Component
public class Policies {
  private static final int MAX_LISTED = 1_000;

  private final Ledger ledger;
  private final JdbcClient jdbc;

  Policies(Ledger ledger, JdbcClient jdbc) {
    this.ledger = ledger;
    this.jdbc = jdbc;
  }

  public Answer<Optional<PolicyState>> find(PolicyId policy) {
    return ledger.read(() ->
        jdbc.sql("SELECT * FROM policies WHERE policy = ?")
            .param(policy.value())
            .query((row, index) -> PolicyState.of(row))
            .optional());
  }

  /** The newest thousand, newest first. */
  public Answer<List<PolicyState>> list() {
    return ledger.read(() ->
        jdbc.sql("SELECT * FROM policies ORDER BY policy DESC LIMIT " + MAX_LISTED)
            .query((row, index) -> PolicyState.of(row))
            .list());
  }

  /** How many attestors must sign; one until the registry says otherwise. */
  public Answer<Integer> threshold() {
    return ledger.read(() ->
        jdbc.sql(
                """
                SELECT threshold FROM threshold_changes
                ORDER BY block_number DESC, log_index DESC LIMIT 1\
                """)
            .query(Integer.class)
            .optional()
            .orElse(1));
  }

  /** Ascending, as their signatures are ordered on chain. */
  public Answer<List<Address>> attestors() {
    return ledger.read(() ->
        jdbc.sql("SELECT attestor FROM attestors ORDER BY attestor")
            .query((row, index) -> Address.of(row.getBytes(1)))
            .list());
  }
}
