// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import network.azracode.sdk.node.Network;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.service.local.LedgerPicture.JobRow;
import network.azracode.service.local.LedgerPicture.SettlementRow;

/**
 * Proof by count: so many jobs settle and are claimed, and then ledger and contracts say the same.
 */
final class CountedRun {
  private static final Duration LOOK = Duration.ofMillis(250);

  /** Without anything happening to any job. */
  private static final Duration STALL = Duration.ofMinutes(5);

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Network network;
  private final LedgerReads ledger;
  private final JobTally tally;
  private final Runnable stopMining;
  private final Instant started;
  private final InstantSource clock;
  private final Differences differences = new Differences();

  /**
   * @param stopMining makes the head stand still
   * @param started when the program was
   */
  CountedRun(
      Network network, JobTally tally, Runnable stopMining, Instant started, InstantSource clock) {
    this.network = network;
    this.ledger = new LedgerReads(network.service());
    this.tally = tally;
    this.stopMining = stopMining;
    this.started = started;
    this.clock = clock;
  }

  /** Returns when the count is reached, or when it is clear that it will not be. */
  RunReport prove() throws InterruptedException {
    while (!tally.isComplete() && tally.still().compareTo(STALL) < 0) {
      Thread.sleep(LOOK);
    }
    if (!tally.isComplete()) {
      differences.add(
          "jobs: expected something to happen within %s, found nothing".formatted(STALL));
    }
    try {
      return compared();
    } catch (AzraException e) {
      differences.add(e.code() + ": " + e.getMessage());
      return report(tally.settled().size(), 0);
    }
  }

  private RunReport compared() throws InterruptedException {
    await("all earnings are claimed", this::isClaimed);
    stopMining.run();
    await(
        "the ledger has come to the head",
        () -> ledger.head().hash().equals(network.chain().head().hash()));
    LedgerPicture picture = ledger.picture();
    Agreement.differences(network, picture).forEach(differences::add);
    Set<JobId> settled = settled(picture);
    tally.settled().stream()
        .filter(id -> !settled.contains(id))
        .forEach(id -> differences.add("job %s: expected it settled in the ledger".formatted(id)));
    return report(settled.size(), claimed(picture));
  }

  private boolean isClaimed() {
    var registry = network.registry().latest();
    var settlement = network.settlement().latest();
    for (long id = 1; id <= registry.nodeCount(); id++) {
      if (settlement.earnings(new NodeId(id)).net().signum() > 0) {
        return false;
      }
    }
    return true;
  }

  /** A miss is a difference, and no reason not to look for others. */
  private void await(String what, BooleanSupplier condition) throws InterruptedException {
    Instant end = clock.instant().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      if (clock.instant().isAfter(end)) {
        differences.add("expected within %s: %s".formatted(PATIENCE, what));
        return;
      }
      Thread.sleep(LOOK);
    }
  }

  /** Those of this run that are settled in the ledger. */
  private Set<JobId> settled(LedgerPicture picture) {
    Set<JobId> ours = tally.settled();
    return picture.jobs().stream()
        .filter(job -> ours.contains(job.jobId()) && job.state().equals("settled"))
        .map(JobRow::jobId)
        .collect(Collectors.toSet());
  }

  private int claimed(LedgerPicture picture) {
    Set<JobId> ours = tally.settled();
    int claimed = 0;
    for (SettlementRow settlement : picture.settlements()) {
      if (!ours.contains(settlement.jobId())) {
        continue;
      }
      if (picture.claims().stream().anyMatch(claim -> claim.covers(settlement))) {
        claimed++;
      } else {
        differences.add("job %s: expected its earnings claimed".formatted(settlement.jobId()));
      }
    }
    return claimed;
  }

  private RunReport report(int settled, int claimed) {
    return new RunReport(
        tally.openedCount(),
        settled,
        claimed,
        tally.refundedCount(),
        differences.all(),
        Duration.between(started, clock.instant()).toSeconds());
  }
}
