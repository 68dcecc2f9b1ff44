// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import network.azracode.sdk.protocol.AzraException;
import org.junit.jupiter.api.Test;

/** N-41: time is the chain's, where this machine's clock was set back. */
class ChainTimeTest {
  private long head = 1_000;
  private Instant own = Instant.ofEpochSecond(1_003);
  private long nanos = Long.MAX_VALUE - 5;
  private int asked;
  private final ChainTime time = new ChainTime(() -> own, this::headTime, () -> nanos);

  private long headTime() {
    asked++;
    if (head < 0) {
      throw new AzraException(Chain.UNREACHABLE, "expected an answer");
    }
    return head;
  }

  @Test
  void aClockThatIsRightCounts() {
    assertThat(time.instant()).isEqualTo(own);
    assertThat(time.ahead()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void aClockThatIsSetBackDoesNot() {
    own = own.minus(Duration.ofHours(1));
    assertThat(time.instant()).isEqualTo(Instant.ofEpochSecond(1_000));
    assertThat(time.ahead()).isEqualTo(Duration.ofSeconds(-3_597));
  }

  @Test
  void theChainIsAskedEveryTenSecondsAtMostWhateverTheClockSays() {
    time.instant();
    own = own.plus(Duration.ofDays(1));
    time.instant();
    assertThat(asked).isOne();
    nanos += TimeUnit.SECONDS.toNanos(10);
    time.instant();
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void aChainThatDoesNotAnswerOrForgetsABlockTakesNoTimeBack() {
    own = Instant.EPOCH;
    time.instant();
    head = 900;
    nanos += TimeUnit.SECONDS.toNanos(10);
    assertThat(time.instant()).isEqualTo(Instant.ofEpochSecond(1_000));
    head = -1;
    nanos += TimeUnit.SECONDS.toNanos(10);
    assertThat(time.instant()).isEqualTo(Instant.ofEpochSecond(1_000));
  }
}
