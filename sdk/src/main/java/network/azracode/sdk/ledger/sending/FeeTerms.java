// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import java.math.BigInteger;

/**
 * What a sender is ready to pay.
 *
 * @param capWei most for one unit of gas, ever; beyond it a transaction waits
 * @param minTipWei least tip, so that a raise is more than rounding
 * @param raisePercent of each raise. Besu takes a replacement only at the effective price plus its
 *     own 10 %, and refused 10 % on both fields; 25 satisfies all nodes
 */
public record FeeTerms(BigInteger capWei, BigInteger minTipWei, int raisePercent) {
  private static final int LEAST_RAISE_PERCENT = 25;
  private static final BigInteger GWEI = BigInteger.TEN.pow(9);

  public FeeTerms {
    if (raisePercent < LEAST_RAISE_PERCENT) {
      throw new IllegalArgumentException(
          "raisePercent: expected at least %d, found %d"
              .formatted(LEAST_RAISE_PERCENT, raisePercent));
    }
  }

  /** At most 500 gwei, at least 0.01 gwei of tip. */
  public static FeeTerms standard() {
    return new FeeTerms(
        GWEI.multiply(BigInteger.valueOf(500)), BigInteger.TEN.pow(7), LEAST_RAISE_PERCENT);
  }
}
