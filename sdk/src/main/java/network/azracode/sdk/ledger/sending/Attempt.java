// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One signing of an intent; a later one of the same nonce only offers more.
 *
 * @param signedAt to the microsecond, as finely as every store keeps it
 */
public record Attempt(
    long nonce, long gasLimit, Fees fees, SignedTransaction transaction, Instant signedAt) {
  public Attempt {
    signedAt = signedAt.truncatedTo(ChronoUnit.MICROS);
  }

  /** The most it can cost. */
  BigInteger maxCostWei() {
    return fees.max().multiply(BigInteger.valueOf(gasLimit));
  }
}
