// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import java.math.BigInteger;
import network.azracode.contracts.Settlement;

/**
 * A client's money that no job holds.
 *
 * @param free token base units
 * @param nonce of the next direct opening
 */
public record Account(BigInteger free, long nonce) {
  static Account of(Settlement.Account account) {
    return new Account(account.free, account.nonce.longValue());
  }
}
