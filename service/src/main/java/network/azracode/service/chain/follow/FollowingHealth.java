// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import network.azracode.service.chain.follow.FollowerStatus.Report;
import network.azracode.service.chain.follow.FollowerStatus.State;
import network.azracode.service.chain.spi.Ledger;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Says why the ledger is not at the chain's head: the one question of health group {@code
 * following}. Its words do not turn the whole service red: what is behind still answers.
 */
@Component("head")
class FollowingHealth implements HealthIndicator {
  static final Status BEHIND = new Status("BEHIND");
  static final Status NODE_LIES = new Status("NODE_LIES");
  static final Status NODE_SILENT = new Status("NODE_SILENT");
  static final Status DATABASE = new Status("DATABASE");

  private static final long BEHIND_SECONDS = 120;
  private static final long SILENT_SECONDS = 60;
  private static final Set<String> HALTS = Set.of("chain.deep-reorganisation", "chain.unrelated");

  private final Following lifecycle;
  private final Ledger ledger;
  private final Clock clock;

  FollowingHealth(Following lifecycle, Ledger ledger, Clock clock) {
    this.lifecycle = lifecycle;
    this.ledger = ledger;
    this.clock = clock;
  }

  @Override
  public Health health() {
    Report report = lifecycle.status().report();
    long now = clock.instant().getEpochSecond();
    Health.Builder health = Health.up();
    try {
      long lag = lifecycle.status().lagSeconds(ledger.latest());
      health = Health.status(status(report, lag, now)).withDetail("lagSeconds", lag);
    } catch (DataAccessException | TransactionException gone) {
      health = Health.status(DATABASE);
    }
    health.withDetail("state", report.state().toString());
    health.withDetail("lagBlocks", report.lagBlocks());
    Health.Builder told = health;
    report.trouble().ifPresent(trouble -> told.withDetail("trouble", trouble));
    lifecycle
        .status()
        .rate()
        .ifPresent(rate ->
            told.withDetail("blocksPerSecond", Math.round(rate.blocksPerSecond()))
                .withDetail("secondsLeft", rate.secondsLeft()));
    return health.build();
  }

  private static Status status(Report report, long lagSeconds, long now) {
    String code = report.trouble().map(trouble -> trouble.split(":", 2)[0]).orElse("");
    if (NodeLies.CODES.contains(code) || HALTS.contains(code)) {
      return NODE_LIES;
    }
    if (code.startsWith("ledger.") && report.state() != State.FOLLOWING) {
      return DATABASE;
    }
    if (report.state() == State.FAILING
        && report.silence(Instant.ofEpochSecond(now)).toSeconds() > SILENT_SECONDS) {
      return NODE_SILENT;
    }
    boolean follows = report.state() != State.STANDBY && report.state() != State.REPLICA;
    return follows && report.lagBlocks() > 0 && lagSeconds > BEHIND_SECONDS ? BEHIND : Status.UP;
  }
}
