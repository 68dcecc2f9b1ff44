// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigInteger;
import java.util.Optional;
import network.azracode.sdk.protocol.Address;
import network.azracode.service.chain.spi.PageLimit;
import network.azracode.service.jobs.Accounts;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What clients have in escrow. */
@RestController
@Tag(name = "jobs")
class AccountsController {
  private final Accounts accounts;

  AccountsController(Accounts accounts) {
    this.accounts = accounts;
  }

  /**
   * @param free what no job holds, in token base units
   */
  record AccountAnswer(Address client, BigInteger free) {}

  /** Ascending by address. */
  @GetMapping("/accounts")
  ResponseEntity<Listing<AccountAnswer>> list(
      @RequestParam Optional<Address> client,
      @RequestParam Optional<Address> after,
      @RequestParam(defaultValue = "50") int limit) {
    return Listing.of(
            accounts.list(client, after, new PageLimit(limit)),
            account -> new AccountAnswer(account.client(), account.free()))
        .tagged();
  }
}
