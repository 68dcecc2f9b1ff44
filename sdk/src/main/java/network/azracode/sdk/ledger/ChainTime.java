// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import network.azracode.sdk.protocol.AzraException;

/**
 * The later of this machine's clock and the chain's newest block. Contracts go by the chain:
 * whoever goes by a clock that was set back takes on what is not paid any more, and renews too
 * late.
 */
public final class ChainTime implements InstantSource {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final InstantSource own;
  private final LongSupplier headTime;
  private final LongSupplier nanos;
  private Instant seen = Instant.EPOCH;
  private long askAt;

  public ChainTime(Chain chain, InstantSource own) {
    this(own, () -> chain.head().time(), System::nanoTime);
  }

  /**
   * @param headTime unix seconds of the newest block; asked every ten seconds at most
   * @param nanos of a clock that nobody sets
   */
  ChainTime(InstantSource own, LongSupplier headTime, LongSupplier nanos) {
    this.own = own;
    this.headTime = headTime;
    this.nanos = nanos;
    this.askAt = nanos.getAsLong();
  }

  @Override
  public Instant instant() {
    Instant chain = newest();
    Instant here = own.instant();
    return chain.isAfter(here) ? chain : here;
  }

  /** How far this machine's clock is ahead of the newest block; negative when it is behind. */
  public Duration ahead() {
    return Duration.between(newest(), own.instant());
  }

  /** A chain that does not answer makes nobody's time stop. */
  private synchronized Instant newest() {
    if (nanos.getAsLong() - askAt >= 0) {
      askAt = nanos.getAsLong() + PAUSE.toNanos();
      try {
        Instant head = Instant.ofEpochSecond(headTime.getAsLong());
        seen = head.isAfter(seen) ? head : seen;
      } catch (AzraException unanswered) {
        return seen;
      }
    }
    return seen;
  }
}
