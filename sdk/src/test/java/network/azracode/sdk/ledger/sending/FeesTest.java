// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FeesTest {
  private static final int TRIES = 20_000;
  private static final FeeTerms TERMS =
      new FeeTerms(BigInteger.valueOf(1_000_000), BigInteger.ONE, 25);

  /** [T-5] */
  @Test
  void everyRaiseIsTakenByGethAndByBesuAndStaysUnderTheCap() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int raised = 0;
    for (int i = 0; i < TRIES; i++) {
      BigInteger then = wei(random, 100_000);
      BigInteger now = wei(random, 100_000);
      Optional<Fees> first = Fees.first(then, wei(random, 1_000), TERMS);
      Optional<Fees> second = first.flatMap(fees -> fees.raised(now, TERMS));
      if (second.isPresent()) {
        raised++;
        assertThat(isTaken(first.orElseThrow(), second.get(), now))
            .as("seed %d: %s after %s at %s", seed, second.get(), first, now)
            .isTrue();
      }
    }
    assertThat(raised).isGreaterThan(TRIES / 2);
  }

  /** [T-5] */
  @Test
  void nothingIsOfferedBeyondTheCap() {
    assertThat(Fees.first(BigInteger.valueOf(1_000_000), BigInteger.ONE, TERMS)).isEmpty();
    Fees nearCap = new Fees(BigInteger.TEN, BigInteger.valueOf(900_000));
    assertThat(nearCap.raised(BigInteger.TEN, TERMS)).isEmpty();
  }

  @Test
  void aFirstOfferStaysGoodWhileTheBaseFeeDoubles() {
    Fees fees = Fees.first(BigInteger.valueOf(1_000), BigInteger.TEN, TERMS).orElseThrow();
    assertThat(fees).isEqualTo(new Fees(BigInteger.TEN, BigInteger.valueOf(2_010)));
  }

  /** Geth: both fields by 10 %. Besu: the effective price by 10 %, no less tip. */
  private static boolean isTaken(Fees old, Fees offered, BigInteger baseFee) {
    return isTenPercentMore(old.tip(), offered.tip())
        && isTenPercentMore(old.max(), offered.max())
        && isTenPercentMore(old.effectiveAt(baseFee), offered.effectiveAt(baseFee))
        && offered.max().compareTo(TERMS.capWei()) <= 0;
  }

  private static boolean isTenPercentMore(BigInteger old, BigInteger offered) {
    BigInteger ten = BigInteger.TEN;
    return offered.multiply(ten).compareTo(old.multiply(BigInteger.valueOf(11))) >= 0;
  }

  private static BigInteger wei(Random random, int bound) {
    return BigInteger.valueOf(random.nextInt(1, bound));
  }
}
