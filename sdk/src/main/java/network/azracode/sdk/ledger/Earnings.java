// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import java.math.BigInteger;
import network.azracode.contracts.Settlement;

/**
 * What nobody has claimed yet, in token base units.
 *
 * @param net payable to the node's payout address
 * @param fee payable to the treasury
 * @param jobs settled so far, claimed or not
 */
public record Earnings(BigInteger net, BigInteger fee, long jobs) {
  static Earnings of(Settlement.Earnings earnings) {
    return new Earnings(earnings.net, earnings.fee, earnings.jobs.longValueExact());
  }
}
