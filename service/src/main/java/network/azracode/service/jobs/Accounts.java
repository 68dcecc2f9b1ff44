// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.jobs;

import java.util.Optional;
import network.azracode.sdk.protocol.Address;
import network.azracode.service.chain.spi.Answer;
import network.azracode.service.chain.spi.Conditions;
import network.azracode.service.chain.spi.Ledger;
import network.azracode.service.chain.spi.Page;
import network.azracode.service.chain.spi.PageLimit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads clients' accounts as they stand at the head. */
@Component
public class Accounts {
  private final Ledger ledger;
  private final JdbcClient jdbc;

  Accounts(Ledger ledger, JdbcClient jdbc) {
    this.ledger = ledger;
    this.jdbc = jdbc;
  }

  /** Ascending by address, from beyond {@code after}; of all clients, or of one. */
  public Answer<Page<Account, Address>> list(
      Optional<Address> client, Optional<Address> after, PageLimit limit) {
    Conditions where =
        new Conditions()
            .and("client = ?", client.map(Address::toByteArray))
            .and("client > ?", after.map(Address::toByteArray));
    return ledger.read(() -> {
      var rows =
          jdbc.sql(
                  "SELECT * FROM accounts" + where.sql() + " ORDER BY client LIMIT " + limit.rows())
              .params(where.parameters())
              .query((row, index) -> Account.of(row))
              .list();
      return Page.of(rows, limit, Account::client);
    });
  }
}
