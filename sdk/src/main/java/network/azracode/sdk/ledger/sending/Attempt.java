// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import java.math.BigInteger;
import java.time.Instant;

/** One signing of an intent; a later one of the same nonce only offers more. */
public record Attempt(
    long nonce, long gasLimit, Fees fees, SignedTransaction transaction, Instant signedAt) {
  /** The most it can cost. */
  BigInteger maxCostWei() {
    return fees.max().multiply(BigInteger.valueOf(gasLimit));
  }
}
