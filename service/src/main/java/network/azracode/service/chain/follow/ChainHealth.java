// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import network.azracode.service.chain.follow.FollowerStatus.Report;
import network.azracode.service.chain.spi.Ledger;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Tells how far the ledger is behind the chain, and turns red when it no longer follows. */
@Component("chain")
class ChainHealth implements HealthIndicator {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final FollowerLifecycle lifecycle;
  private final Ledger ledger;
  private final Clock clock;

  ChainHealth(FollowerLifecycle lifecycle, Ledger ledger, Clock clock) {
    this.lifecycle = lifecycle;
    this.ledger = ledger;
    this.clock = clock;
  }

  @Override
  public Health health() {
    Report report = lifecycle.status().report();
    Health.Builder health = following(report) ? Health.up() : Health.down();
    health.withDetail("state", report.state().toString());
    report.trouble().ifPresent(trouble -> health.withDetail("trouble", trouble));
    health.withDetail("latestBlock", report.latest());
    health.withDetail("lagBlocks", report.lagBlocks());
    try {
      tellLedger(health);
    } catch (DataAccessException | TransactionException gone) {
      // what the follower said stands; "db" tells the rest
      health.down();
    }
    return health.build();
  }

  private void tellLedger(Health.Builder health) {
    ledger
        .latest()
        .ifPresent(head ->
            health
                .withDetail("block", head.block())
                .withDetail("hash", head.hash().toString())
                .withDetail("finality", head.finality().toString())
                .withDetail("lagSeconds", lifecycle.status().lagSeconds(Optional.of(head))));
    ledger.finalized().ifPresent(block -> health.withDetail("finalizedBlock", block.block()));
  }

  private boolean following(Report report) {
    return switch (report.state()) {
      case REPLICA, STANDBY -> true;
      case STARTING, BACKFILLING, REBUILDING, FOLLOWING, FAILING ->
          report.silence(clock.instant()).compareTo(PATIENCE) < 0;
      case HALTED, STOPPED -> false;
    };
  }
}
