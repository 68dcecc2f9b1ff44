// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import java.math.BigInteger;
import java.util.Optional;

/**
 * What a transaction offers for each unit of gas (EIP-1559), in wei.
 *
 * @param tip for the block's producer
 * @param max base fee and tip together
 */
public record Fees(BigInteger tip, BigInteger max) {
  public Fees {
    if (tip.signum() < 0 || tip.compareTo(max) > 0) {
      throw new IllegalArgumentException("tip: expected 0 to %s, found %s".formatted(max, tip));
    }
  }

  /** A first offer that stays good while the base fee doubles; empty if the cap forbids any. */
  static Optional<Fees> first(BigInteger baseFee, BigInteger tip, FeeTerms terms) {
    BigInteger wanted = tip.max(terms.minTipWei());
    BigInteger max = baseFee.shiftLeft(1).add(wanted).min(terms.capWei());
    return max.compareTo(baseFee.add(wanted)) < 0
        ? Optional.empty()
        : Optional.of(new Fees(wanted, max));
  }

  /** What it would pay at a base fee. */
  BigInteger effectiveAt(BigInteger baseFee) {
    return max.min(baseFee.add(tip));
  }

  /**
   * An offer that every node takes in place of this one; empty if the cap forbids it. Geth compares
   * tip and maximum one by one, Besu the effective price at the present base fee, so all three rise
   * by the whole step.
   */
  Optional<Fees> raised(BigInteger baseFee, FeeTerms terms) {
    BigInteger effective = step(effectiveAt(baseFee), terms);
    BigInteger raisedTip = step(tip, terms).max(effective.subtract(baseFee));
    BigInteger raisedMax = step(max, terms).max(baseFee.shiftLeft(1).add(raisedTip));
    BigInteger enough = step(max, terms).max(baseFee.add(raisedTip));
    return enough.compareTo(terms.capWei()) > 0
        ? Optional.empty()
        : Optional.of(new Fees(raisedTip, raisedMax.min(terms.capWei())));
  }

  private static BigInteger step(BigInteger wei, FeeTerms terms) {
    BigInteger hundred = BigInteger.valueOf(100);
    BigInteger factor = BigInteger.valueOf(100L + terms.raisePercent());
    return wei.multiply(factor).add(hundred).subtract(BigInteger.ONE).divide(hundred);
  }
}
