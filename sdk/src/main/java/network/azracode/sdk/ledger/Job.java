// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import java.math.BigInteger;
import network.azracode.contracts.Settlement;

/**
 * An open job's money.
 *
 * @param amount token base units
 * @param deadline unix seconds; zero: there is no such job, or it has ended
 */
public record Job(BigInteger amount, long deadline, long openedAt, int feeBps) {
  static Job of(Settlement.Job job) {
    return new Job(
        job.amount,
        job.deadline.longValueExact(),
        job.openedAt.longValueExact(),
        job.feeBps.intValueExact());
  }

  public boolean isOpen() {
    return deadline != 0;
  }
}
