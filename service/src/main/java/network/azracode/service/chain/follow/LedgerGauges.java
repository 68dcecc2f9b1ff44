// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import network.azracode.service.chain.follow.FollowerStatus.State;
import network.azracode.service.chain.spi.AsOf;
import network.azracode.service.chain.spi.Ledger;
import org.springframework.stereotype.Component;

/**
 * Where ledger and follower stand, for who watches from outside. What the database knows is asked
 * for at most once per second, so that a scrape costs two small queries, and waits once where the
 * database does not answer: the gauges that hang on it have no value then, all others arrive.
 */
@Component
class LedgerGauges implements MeterBinder {
  private static final long REMEMBERED_MILLIS = 1_000;

  private final Following lifecycle;
  private final Ledger ledger;
  private final Clock clock;
  private volatile Seen seen = new Seen(0, Known.NOTHING, Optional.empty());

  private record Known(Optional<AsOf> head, Optional<AsOf> finalized) {
    static final Known NOTHING = new Known(Optional.empty(), Optional.empty());
  }

  /**
   * @param atMillis when the answer was there, however long it took
   */
  private record Seen(long atMillis, Known known, Optional<RuntimeException> failure) {}

  LedgerGauges(Following lifecycle, Ledger ledger, Clock clock) {
    this.lifecycle = lifecycle;
    this.ledger = ledger;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    gauge(
        registry,
        "azra.chain.head",
        "Last block committed",
        self -> self.ledger().head().map(AsOf::block).orElse(0L));
    gauge(
        registry,
        "azra.chain.finalized",
        "Last block that is final",
        self -> self.ledger().finalized().map(AsOf::block).orElse(0L));
    gauge(
        registry,
        "azra.chain.latest",
        "The chain's last block, as this follower last saw it",
        self -> self.status().report().latest());
    gauge(
        registry,
        "azra.chain.lag.seconds",
        "Age of the last block committed, or, before the first, of the follower",
        self -> self.status().lagSeconds(self.ledger().head()));
    gauge(
        registry,
        "azra.chain.silence.seconds",
        "Since a look at the chain last succeeded",
        self -> self.status().report().silence(self.clock.instant()).toSeconds());
    gauge(
        registry,
        "azra.chain.leader",
        "1 while this instance follows into its database",
        self -> self.lifecycle.leads() ? 1 : 0);
    gauge(
        registry,
        "azra.chain.backfill.blocks.per.second",
        "Of the last minute",
        self -> self.status().rate().map(Pace.Rate::blocksPerSecond).orElse(0.0));
    gauge(
        registry,
        "azra.chain.backfill.left.seconds",
        "Until the latest block is reached",
        self -> self.status().rate().map(rate -> (double) rate.secondsLeft()).orElse(0.0));
    for (State state : State.values()) {
      Gauge.builder(
              "azra.chain.state", this, self -> self.status().report().state() == state ? 1 : 0)
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .description("1 for what the follower is doing")
          .register(registry);
    }
  }

  private void gauge(
      MeterRegistry registry, String name, String what, ToDoubleFunction<LedgerGauges> value) {
    Gauge.builder(name, this, value).description(what).register(registry);
  }

  private FollowerStatus status() {
    return lifecycle.status();
  }

  /** Throws again what the database was asked for in vain: a meter without a value. */
  private Known ledger() {
    Seen current = seen;
    if (Math.abs(clock.millis() - current.atMillis()) >= REMEMBERED_MILLIS) {
      current = asked();
      seen = current;
    }
    current
        .failure()
        .ifPresent(failure -> {
          throw failure;
        });
    return current.known();
  }

  private Seen asked() {
    try {
      Known known = new Known(ledger.latest(), ledger.finalized());
      return new Seen(clock.millis(), known, Optional.empty());
    } catch (RuntimeException gone) {
      return new Seen(clock.millis(), Known.NOTHING, Optional.of(gone));
    }
  }
}
