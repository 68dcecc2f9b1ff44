// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.math.BigInteger;
import network.azracode.sdk.protocol.JobTerms;

/**
 * Counts the steps of one job. A step is about a nanosecond of one core, so that a unit is about a
 * millisecond; time itself is never measured, because a host can stretch it.
 */
public final class Meter {
  public static final long STEPS_PER_UNIT = 1_000_000;

  private final long limitUnits;
  private long steps;

  /**
   * @param limitUnits what the job's price pays for, at most {@link Limits#MAX_UNITS}
   */
  Meter(long limitUnits) {
    this.limitUnits = limitUnits;
  }

  /** Units that the job's price pays for: further work would be work for nothing. */
  public static long affordableUnits(JobTerms terms) {
    if (terms.unitPrice().signum() == 0) {
      return Limits.MAX_UNITS;
    }
    BigInteger paid = terms.maxPrice().divide(terms.unitPrice());
    return paid.min(BigInteger.valueOf(Limits.MAX_UNITS)).longValueExact();
  }

  /**
   * Charges work that is about to be done.
   *
   * @throws MeterExhausted before work that nobody pays for; the limit itself is then used up
   */
  void charge(long moreSteps) {
    if (moreSteps > limitUnits * STEPS_PER_UNIT - steps) {
      steps = limitUnits * STEPS_PER_UNIT;
      throw new MeterExhausted(limitUnits);
    }
    steps += moreSteps;
  }

  /** Whole units, rounded up. */
  long units() {
    return Math.ceilDiv(steps, STEPS_PER_UNIT);
  }
}
