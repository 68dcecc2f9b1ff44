// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.service.chain.rpc.BlockReference;
import network.azracode.service.chain.rpc.Header;
import network.azracode.service.chain.spi.AsOf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How following goes, for those who watch it. Written by one thread, read by any. */
final class FollowerStatus {
  private static final Logger LOG = LoggerFactory.getLogger(FollowerStatus.class);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private final Clock clock;
  private final Instant startedAt;
  private final Pace pace = new Pace();
  private volatile Report report;
  private volatile Optional<Pace.Rate> rate = Optional.empty();
  private Instant toldAt;

  FollowerStatus(Clock clock) {
    this.clock = clock;
    this.startedAt = clock.instant();
    this.toldAt = startedAt;
    this.report = new Report(State.STARTING, Optional.empty(), Optional.empty(), 0, startedAt);
  }

  /** What the follower is doing. */
  enum State {
    STARTING,
    BACKFILLING,
    FOLLOWING,
    FAILING,
    HALTED,
    STOPPED,
    /** Replays the chain; answers come from what was followed before. */
    REBUILDING,
    /** Ready to follow; another instance leads. */
    STANDBY,
    /** Another instance follows into this database. */
    REPLICA;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param latest number of the chain's latest block, as last seen
   * @param lookedAt when a look last committed or found nothing new; at first, when following
   *     started
   */
  record Report(
      State state,
      Optional<String> trouble,
      Optional<BlockReference> head,
      long latest,
      Instant lookedAt) {

    /** Since it looked, whichever way the clock was set meanwhile. */
    Duration silence(Instant now) {
      return Duration.between(lookedAt, now).abs();
    }

    long lagBlocks() {
      return Math.max(0, latest - head.map(BlockReference::number).orElse(0L));
    }
  }

  Report report() {
    return report;
  }

  /**
   * Age of the ledger's last block. Before the first one there is only how long it has been waited
   * for; nothing at all would look like a ledger at the head.
   *
   * @param head the ledger's last block, if it has one
   */
  long lagSeconds(Optional<AsOf> head) {
    long since = head.map(AsOf::time).orElse(startedAt.getEpochSecond());
    return clock.instant().getEpochSecond() - since;
  }

  /** Tells how far it is; to have seen the chain is not yet to follow it. */
  void saw(Optional<BlockReference> head, Header latest) {
    report = new Report(report.state(), report.trouble(), head, latest.number(), report.lookedAt());
    head.ifPresent(block -> keepPace(block.number(), latest.number()));
  }

  /** How fast a back-fill or rebuild goes; empty at any other time. */
  Optional<Pace.Rate> rate() {
    return rate;
  }

  private void keepPace(long block, long latest) {
    if (report.state() != State.BACKFILLING && report.state() != State.REBUILDING) {
      rate = Optional.empty();
      return;
    }
    Instant now = clock.instant();
    pace.reached(now, block);
    rate = pace.towards(latest);
    if (Duration.between(toldAt, now).abs().compareTo(BETWEEN_LINES) > 0) {
      toldAt = now;
      rate.ifPresent(current ->
          LOG.info(
              "{}: block {} of {}, {} blocks per second, {} seconds left",
              report.state(),
              block,
              latest,
              Math.round(current.blocksPerSecond()),
              current.secondsLeft()));
    }
  }

  /** A look came to its end: something was committed, or there was nothing to commit. */
  void looked() {
    report =
        new Report(
            report.state(), report.trouble(), report.head(), report.latest(), clock.instant());
  }

  void going(State state) {
    if (state == State.FOLLOWING) {
      rate = Optional.empty();
    }
    report = new Report(state, Optional.empty(), report.head(), report.latest(), report.lookedAt());
  }

  /** Whether the trouble of this code is known: another one, or the first, is news. */
  boolean isHaltedBy(String code) {
    Report last = report;
    return last.state() == State.HALTED
        && last.trouble().filter(told -> told.startsWith(code + ": ")).isPresent();
  }

  void troubled(State state, RuntimeException trouble) {
    String code = trouble instanceof AzraException known ? known.code() : "chain.unexpected";
    report =
        new Report(
            state,
            Optional.of(code + ": " + trouble.getMessage()),
            report.head(),
            report.latest(),
            report.lookedAt());
  }
}
