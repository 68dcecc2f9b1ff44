// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.follow;

import java.util.List;
import java.util.Optional;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.service.chain.DeepReorganisation;
import network.azracode.service.chain.rpc.BlockReference;
import network.azracode.service.chain.rpc.ChainSource;
import network.azracode.service.chain.rpc.Header;
import network.azracode.service.chain.store.Cursor;
import network.azracode.service.chain.store.LedgerWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leaves the blocks that the chain has left: one delete above the fork. */
final class Reorganisation {
  private static final Logger LOG = LoggerFactory.getLogger(Reorganisation.class);
  private static final int PATIENCE = 3;

  /** Looks, a pause apart, until a node that is behind our final block is more than a laggard. */
  private static final int PATIENCE_BELOW_FINAL = 10;

  private final LedgerWriter ledger;
  private final ForkFinder forks;
  private final DeepReorganisation deep;
  private final FollowerMetrics metrics;
  private final int patience;
  private final long firstBlock;
  private int shorter;

  /** The one that was last alarmed about: each look while halted finds it again. */
  private @Nullable BlockReference alarmedFork;

  /**
   * @param sources how many nodes may be asked
   * @param firstBlock below which we hold none
   */
  Reorganisation(
      LedgerWriter ledger,
      DeepReorganisation deep,
      FollowerMetrics metrics,
      int sources,
      long firstBlock) {
    this.ledger = ledger;
    this.forks = new ForkFinder(ledger);
    this.deep = deep;
    this.metrics = metrics;
    this.patience = Math.max(PATIENCE, 2 * sources);
    this.firstBlock = firstBlock;
  }

  /** To be told whenever our head was found on the chain. */
  void headIsCanonical() {
    shorter = 0;
    alarmedFork = null;
  }

  /**
   * Follows a chain that does not hold our head.
   *
   * @param witness without which nothing is left, where there is one
   * @return {@code BEHIND} or {@code LAGGING} while it may be that only a node lags
   * @throws ChainHalted if the fork is behind a final block and healing is not allowed
   */
  Progress follow(ChainSource source, Optional<ChainSource> witness, ChainTip tip, Cursor cursor) {
    BlockReference head = cursor.head().orElseThrow();
    BlockReference fork =
        forks
            .find(source, Math.min(head.number(), tip.latest().number()), firstBlock)
            .orElseThrow(() ->
                new ChainHalted(
                    "chain.unrelated",
                    "head %s: expected a common block, found none down to the deployment"
                        .formatted(head)));
    boolean onlyShorter = fork.equals(tip.latest().reference());
    boolean isDeep = cursor.finalized().filter(finalized -> fork.number() < finalized).isPresent();
    if (onlyShorter && ++shorter < patience) {
      return Progress.BEHIND;
    }
    if (onlyShorter && isDeep && shorter < patience + PATIENCE_BELOW_FINAL) {
      return Progress.LAGGING;
    }
    if (witness.isPresent() && !isLeftBy(witness.get(), fork, onlyShorter)) {
      return Progress.LAGGING;
    }
    long depth = head.number() - fork.number();
    if (isDeep) {
      leaveFinal(cursor, head, fork);
    } else {
      ledger.rollBack(head, fork);
    }
    shorter = 0;
    metrics.reorganised(depth);
    LOG.info("rolled back {} blocks from {} to {}", depth, head, fork);
    return Progress.ROLLED_BACK;
  }

  /**
   * Whether the witness, too, has the fork and none of ours above it; not yet if it lags.
   *
   * @throws AzraException if it says otherwise
   */
  private boolean isLeftBy(ChainSource witness, BlockReference fork, boolean onlyShorter) {
    BlockReference left = ledger.downFrom(fork.number() + 1, 1).getFirst();
    List<Optional<BlockReference>> told =
        witness
            .find(List.of(ChainSource.hex(fork.number()), ChainSource.hex(left.number())))
            .stream()
            .map(header -> header.map(Header::reference))
            .toList();
    if (told.getFirst().filter(block -> !block.equals(fork)).isPresent()) {
      throw disagreement("block %s, where we part".formatted(fork), told.getFirst().get());
    }
    if (told.getLast().filter(left::equals).isPresent()) {
      throw disagreement("another block than our " + left, "the same");
    }
    return told.getFirst().isPresent() && (onlyShorter || told.getLast().isPresent());
  }

  /** That a witness holds what the chain is said to have left. */
  static AzraException disagreement(String expected, Object found) {
    return new AzraException(
        "chain.disagreement", "witness: expected %s, found %s".formatted(expected, found));
  }

  private void leaveFinal(Cursor cursor, BlockReference head, BlockReference fork) {
    String what =
        "reorganisation from %s to %s: expected a fork at or above the final block %d"
            .formatted(head, fork, cursor.finalized().orElseThrow());
    switch (deep) {
      case HALT -> {
        if (!fork.equals(alarmedFork)) {
          alarmedFork = fork;
          metrics.leftFinalBlock("halted");
        }
        throw new ChainHalted(
            "chain.deep-reorganisation",
            what + "; set azra.chain.deep-reorganisation=heal to follow it");
      }
      case HEAL -> {
        metrics.leftFinalBlock("healed");
        LOG.warn("{}; healing", what);
        ledger.rollBackDeep(head, fork);
      }
    }
  }
}
