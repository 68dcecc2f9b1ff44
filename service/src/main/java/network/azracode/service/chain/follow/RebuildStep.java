// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.service.chain.rpc.BlockReference;
import network.azracode.service.chain.rpc.ChainSource;
import network.azracode.service.chain.spi.Projection;
import network.azracode.service.chain.store.Fence;
import network.azracode.service.chain.store.LedgerConflict;
import network.azracode.service.chain.store.LedgerWriter;
import network.azracode.service.chain.store.ShadowTables;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Replays the whole chain beside the tables that answer, and switches when it has caught up. What
 * was begun and not switched counts for nothing: killed, cut off from its tables or no longer the
 * leader's, it starts over. Only what a node failed to answer is asked for again.
 */
final class RebuildStep {
  private static final Logger LOG = LoggerFactory.getLogger(RebuildStep.class);

  private final LedgerWriter ledger;
  private final DataSource database;
  private final List<Projection> projections;
  private final Deployment deployment;
  private final Fence fence;
  private final Function<LedgerWriter, FollowStep> steps;
  private @Nullable Replay replay;
  private boolean pending;
  private boolean tidied;

  private record Replay(ShadowTables tables, LedgerWriter ledger, FollowStep step) {}

  /**
   * @param fence of this instance
   * @param steps how to follow into a ledger
   * @param wanted whether there is anything to do
   */
  RebuildStep(
      LedgerWriter ledger,
      DataSource database,
      List<Projection> projections,
      Deployment deployment,
      Fence fence,
      Function<LedgerWriter, FollowStep> steps,
      boolean wanted) {
    this.ledger = ledger;
    this.database = database;
    this.projections = projections;
    this.deployment = deployment;
    this.fence = fence;
    this.steps = steps;
    this.pending = wanted;
  }

  boolean isPending() {
    return pending;
  }

  /** Takes away what a rebuild left that was killed, or has switched; once, by who leads. */
  void tidy() {
    if (!pending && !tidied) {
      ShadowTables.drop(database);
      tidied = true;
    }
  }

  /**
   * One look of the replay; the last one switches.
   *
   * @return empty if the ledger's own look must first decide: a final block differs, or the chain
   *     ends below the ledger's head
   */
  Optional<Progress> take(ChainSource source) {
    try {
      Replay running = running();
      Progress progress = running.step().take(source);
      boolean hasAll = progress == Progress.CAUGHT_UP || progress == Progress.UNWITNESSED;
      if (hasAll && reachesTheLedger(running.ledger())) {
        switchTo(running.tables());
        return Optional.of(Progress.ADVANCED);
      }
      return progress == Progress.CAUGHT_UP ? Optional.empty() : Optional.of(progress);
    } catch (ConcurrencyFailureException again) {
      throw again;
    } catch (ChainHalted | LedgerConflict | DataAccessException | TransactionException lost) {
      LOG.warn("rebuilds: starts over: {}", lost.getMessage());
      abandon();
      throw lost;
    } catch (AzraException refused) {
      if (refused.code().equals(ShadowTables.REFUSED)) {
        LOG.debug("rebuilds: {}", refused.getMessage());
        return Optional.empty();
      }
      throw refused;
    }
  }

  private Replay running() {
    Replay running = replay;
    if (running == null) {
      LOG.info("rebuilds: replays the chain, answers from the tables as they are meanwhile");
      running = replayInto(ShadowTables.create(database, projections));
      replay = running;
    }
    return running;
  }

  private Replay replayInto(ShadowTables tables) {
    try {
      LedgerWriter into = tables.writer(deployment, fence);
      return new Replay(tables, into, steps.apply(into));
    } catch (RuntimeException failed) {
      tables.close();
      throw failed;
    }
  }

  /** A node or witness that is stuck must not take back what the ledger has followed. */
  private boolean reachesTheLedger(LedgerWriter replayed) {
    long least = ledger.cursor().head().map(BlockReference::number).orElse(0L);
    return replayed.cursor().head().filter(head -> head.number() >= least).isPresent();
  }

  private void switchTo(ShadowTables tables) {
    String changes = ledger.takeOver(tables);
    pending = false;
    abandon();
    LOG.info("rebuilt: {}", changes);
    tidy();
  }

  /** Gives it up; the tables that answer are as they were. */
  void abandon() {
    if (replay != null) {
      replay.tables().close();
      replay = null;
    }
  }
}
