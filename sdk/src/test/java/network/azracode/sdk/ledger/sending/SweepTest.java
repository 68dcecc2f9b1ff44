// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SweepTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final AtomicInteger looks = new AtomicInteger();

  /** [T-13] */
  @Test
  void oneLookPerIntervalServesAllWhoWait() {
    Sweep sweep = at(NOON);
    IntStream.range(0, 64).parallel().forEach(caller -> sweep.ifDue());
    assertThat(looks).hasValue(1);
  }

  /** [T-13] */
  @Test
  void theNextIntervalLooksAgain() {
    var now = new AtomicInteger();
    Sweep sweep = new Sweep(looks::incrementAndGet, Duration.ofSeconds(2), new TickingClock(now));
    sweep.ifDue();
    now.set(1);
    sweep.ifDue();
    assertThat(looks).hasValue(1);
    now.set(2);
    sweep.ifDue();
    assertThat(looks).hasValue(2);
  }

  /** [T-13] */
  @Test
  void whoAsksForALookGetsOne() {
    Sweep sweep = at(NOON);
    sweep.ifDue();
    sweep.now();
    assertThat(looks).hasValue(2);
  }

  private Sweep at(Instant now) {
    return new Sweep(
        looks::incrementAndGet, Duration.ofSeconds(1), Clock.fixed(now, ZoneOffset.UTC));
  }

  private static final class TickingClock extends Clock {
    private final AtomicInteger seconds;

    TickingClock(AtomicInteger seconds) {
      this.seconds = seconds;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Instant instant() {
      return NOON.plusSeconds(seconds.get());
    }
  }
}
