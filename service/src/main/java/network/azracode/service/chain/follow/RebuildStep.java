// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.service.chain.rpc.ChainSource;
import network.azracode.service.chain.spi.Projection;
import network.azracode.service.chain.store.LedgerWriter;
import network.azracode.service.chain.store.ShadowTables;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replays the whole chain beside the tables that answer, and switches when it has caught up. What
 * was begun and not switched counts for nothing: killed, it starts over.
 */
final class RebuildStep {
  private static final Logger LOG = LoggerFactory.getLogger(RebuildStep.class);

  private final LedgerWriter ledger;
  private final DataSource database;
  private final List<Projection> projections;
  private final Deployment deployment;
  private final Function<LedgerWriter, FollowStep> steps;
  private @Nullable Replay replay;
  private boolean pending;

  private record Replay(ShadowTables tables, FollowStep step) {}

  /**
   * @param steps how to follow into a ledger
   * @param wanted whether there is anything to do
   */
  RebuildStep(
      LedgerWriter ledger,
      DataSource database,
      List<Projection> projections,
      Deployment deployment,
      Function<LedgerWriter, FollowStep> steps,
      boolean wanted) {
    this.ledger = ledger;
    this.database = database;
    this.projections = projections;
    this.deployment = deployment;
    this.steps = steps;
    this.pending = wanted;
  }

  /** None is wanted. */
  static RebuildStep none(
      LedgerWriter ledger,
      DataSource database,
      Deployment deployment,
      Function<LedgerWriter, FollowStep> steps) {
    return new RebuildStep(ledger, database, List.of(), deployment, steps, false);
  }

  boolean isPending() {
    return pending;
  }

  /** One look of the replay; the last one switches. */
  void take(ChainSource source) {
    Replay running = replay;
    if (running == null) {
      LOG.info("rebuilds: replays the chain, answers from the tables as they are meanwhile");
      ShadowTables tables = ShadowTables.create(database, projections);
      running = new Replay(tables, steps.apply(tables.writer(deployment)));
      replay = running;
    }
    if (running.step().take(source) == Progress.CAUGHT_UP) {
      String changes = ledger.takeOver(running.tables());
      running.tables().close();
      ShadowTables.drop(database);
      pending = false;
      replay = null;
      LOG.info("rebuilt: {}", changes);
    }
  }

  /** Gives it up; the tables that answer are as they were. */
  void abandon() {
    if (replay != null) {
      replay.tables().close();
      replay = null;
    }
  }
}
