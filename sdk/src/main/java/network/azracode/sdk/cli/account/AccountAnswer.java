// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigInteger;
import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.cli.options.Sent;
import network.azracode.sdk.cli.options.TokenAmounts;
import network.azracode.sdk.ledger.Account;
import network.azracode.sdk.protocol.Address;
import org.jspecify.annotations.Nullable;

/**
 * Where a client's money is. In JSON amounts are base units of the token, as decimal strings.
 *
 * @param free in escrow, held by no job
 * @param wallet not in escrow
 * @param gasWei of the chain's own coin, which pays for transactions
 * @param nextNonce of the next job that is opened directly
 * @param sent what the command did; absent if it only looked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AccountAnswer(
    Address address,
    String free,
    String wallet,
    String gasWei,
    String nextNonce,
    @Nullable Sent sent) {

  static AccountAnswer of(Contracts contracts, Address address, @Nullable Sent sent) {
    Account account = contracts.settlement().latest().account(address);
    return new AccountAnswer(
        address,
        account.free().toString(),
        contracts.token().balanceOf(address).toString(),
        contracts.chain().balanceWei(address).toString(),
        Long.toUnsignedString(account.nonce()),
        sent);
  }

  String text(TokenAmounts amounts) {
    return """
    account %s
      in escrow, free  %s
      in the wallet    %s
      gas              %s wei%s\
    """
        .formatted(
            address,
            amounts.text(new BigInteger(free)),
            amounts.text(new BigInteger(wallet)),
            gasWei,
            sent == null ? "" : "\n  " + sent.text());
  }
}
