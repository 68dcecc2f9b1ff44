// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("I-31 rate limit")
class TokenBucketsTest {
  private static final long SECOND = 1_000_000_000L;

  private final TokenBuckets buckets = new TokenBuckets(2, 5);

  @Test
  void aBurstIsGrantedAndThenTheRate() {
    assertThat(IntStream.range(0, 5).map(i -> buckets.take("a", 0))).containsOnly(0);
    assertThat(buckets.take("a", 0)).isEqualTo(1);
    assertThat(buckets.take("a", SECOND / 2)).isZero();
    assertThat(buckets.take("a", SECOND / 2)).isEqualTo(1);
    assertThat(buckets.take("a", 3 * SECOND / 2)).isZero();
    assertThat(buckets.take("a", 3 * SECOND / 2)).isZero();
    assertThat(buckets.take("a", 3 * SECOND / 2)).isEqualTo(1);
  }

  @Test
  void callersDoNotTakeFromEachOther() {
    IntStream.range(0, 6).forEach(i -> buckets.take("a", 0));
    assertThat(buckets.take("b", 0)).isZero();
  }

  @Test
  void whoeverWaitsTheSecondsThatWereSaidIsServed() {
    TokenBuckets slow = new TokenBuckets(1, 1);
    assertThat(slow.take("a", 0)).isZero();
    int seconds = slow.take("a", 0);
    assertThat(slow.take("a", seconds * SECOND)).isZero();
  }

  @Test
  void onlySoManyCallersAreRemembered() {
    IntStream.range(0, 3 * TokenBuckets.MAX_CALLERS).forEach(i -> buckets.take("c" + i, 0));
    assertThat(buckets.callers()).isEqualTo(TokenBuckets.MAX_CALLERS);
  }
}
