// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import network.azracode.sdk.protocol.AzraException;

/** Counts of what following did; numbers only, never a value of the chain. */
final class FollowerMetrics {
  private static final List<String> OUTCOMES = List.of("halted", "healed");

  private final Counter blocks;
  private final Counter logs;
  private final Counter quarantined;
  private final Counter failures;
  private final Timer commits;
  private final MeterRegistry registry;
  private final DistributionSummary reorganisations;

  /** All are told as zero at first: a rise from nothing to one is no increase to Prometheus. */
  FollowerMetrics(MeterRegistry registry, FollowerStatus status) {
    this.registry = registry;
    this.blocks = registry.counter("azra.chain.blocks");
    this.logs = registry.counter("azra.chain.logs");
    this.quarantined = registry.counter("azra.chain.quarantined.logs");
    this.failures = registry.counter("azra.chain.failures");
    this.reorganisations =
        DistributionSummary.builder("azra.chain.reorganisations")
            .baseUnit("blocks")
            .description("Depth of each reorganisation followed")
            .register(registry);
    this.commits =
        Timer.builder("azra.chain.commit")
            .description("One transaction: blocks, rows and cursor")
            .register(registry);
    NodeLies.CODES.forEach(this::refusals);
    OUTCOMES.forEach(this::deepReorganisations);
    Gauge.builder("azra.chain.lag", status, watched -> watched.report().lagBlocks())
        .baseUnit("blocks")
        .register(registry);
  }

  void committed(int newBlocks, int newLogs, int newlyQuarantined) {
    blocks.increment(newBlocks);
    logs.increment(newLogs);
    quarantined.increment(newlyQuarantined);
  }

  void reorganised(long depth) {
    reorganisations.record(depth);
  }

  /** Nothing of an answer was written; counted if it was a lie. */
  void refused(RuntimeException refusal) {
    if (refusal instanceof AzraException known && NodeLies.isOne(known)) {
      refusals(known.code()).increment();
    }
  }

  private Counter refusals(String code) {
    return registry.counter("azra.chain.refusals", "code", code);
  }

  /** Commits, and takes the time of it. */
  void commit(Runnable commit) {
    long start = System.nanoTime();
    commit.run();
    commits.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
  }

  /** The chain left a final block; what was done about it is {@code halted} or {@code healed}. */
  void leftFinalBlock(String outcome) {
    deepReorganisations(outcome).increment();
  }

  private Counter deepReorganisations(String outcome) {
    return registry.counter("azra.chain.deep.reorganisations", "outcome", outcome);
  }

  void failed() {
    failures.increment();
  }
}
