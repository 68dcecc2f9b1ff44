// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.store;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.service.chain.range.VerifiedRange;
import network.azracode.service.chain.rpc.BlockReference;
import network.azracode.service.chain.spi.Projection;
import network.azracode.service.chain.store.Marks.Mark;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes the ledger. Each method is one transaction: blocks, everything decoded from them and the
 * cursor change together or not at all, and only on top of the head that the caller saw.
 */
public final class LedgerWriter {
  private static final String ENTER =
      "SELECT set_config('azra.fence', ?, true), pg_advisory_xact_lock_shared(?)";

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final Fence fence;
  private final CursorTable cursors;
  private final BlockTable blocks;
  private final EventRows events;
  private final DeepReorganisationTable deepReorganisations;
  private final long firstBlock;

  public LedgerWriter(
      JdbcTemplate jdbc,
      PlatformTransactionManager transactions,
      List<Projection> projections,
      Deployment deployment) {
    this(jdbc, transactions, projections, deployment, Fence.NONE);
  }

  /**
   * @param fence shown with each transaction, which the database refuses under any but the last one
   */
  public LedgerWriter(
      JdbcTemplate jdbc,
      PlatformTransactionManager transactions,
      List<Projection> projections,
      Deployment deployment,
      Fence fence) {
    this.jdbc = jdbc;
    this.transaction = new TransactionTemplate(transactions);
    this.fence = fence;
    this.cursors = new CursorTable(JdbcClient.create(jdbc));
    this.blocks = new BlockTable(jdbc);
    this.events = new EventRows(jdbc, projections);
    this.deepReorganisations = new DeepReorganisationTable(JdbcClient.create(jdbc));
    this.firstBlock = deployment.block();
    transaction.executeWithoutResult(status -> cursors.begin(deployment));
  }

  public Cursor cursor() {
    return cursors.read();
  }

  /** Own blocks, descending from a number on, at most so many. */
  public List<BlockReference> downFrom(long number, int limit) {
    return blocks.downFrom(number, limit);
  }

  /** What will be sent of a range, from any thread; nothing is asked of the database. */
  public EncodedRange encode(VerifiedRange range) {
    return events.encode(range);
  }

  /**
   * Adds a range on top of the head.
   *
   * @throws LedgerConflict if the head is another one, or not the parent of the range
   */
  public void commit(Optional<BlockReference> head, EncodedRange range, Marks marks) {
    transaction.executeWithoutResult(status -> {
      Cursor cursor = lock(head);
      requireLink(head, range);
      blocks.add(range.blockRows());
      range.sendEvents(jdbc);
      moveTo(range.last().number(), cursor, marks);
    });
  }

  /** Takes over new marks for the present head. */
  public void mark(BlockReference head, Marks marks) {
    transaction.executeWithoutResult(
        status -> moveTo(head.number(), lock(Optional.of(head)), marks));
  }

  /** Deletes what is above the fork; the database refuses if any of it is final. */
  public void rollBack(BlockReference head, BlockReference fork) {
    transaction.executeWithoutResult(status -> {
      Cursor cursor = lock(Optional.of(head));
      deleteAbove(fork, cursor);
    });
  }

  /** As {@link #rollBack}, behind a block that was final; recorded in the same transaction. */
  public void rollBackDeep(BlockReference head, BlockReference fork) {
    transaction.executeWithoutResult(status -> {
      Cursor cursor = lock(Optional.of(head));
      deepReorganisations.record(fork, cursor.finalized().orElseThrow(), head);
      deleteAbove(fork, cursor);
    });
  }

  /**
   * Makes the tables equal to those that a rebuild filled; readers see the old ones until then.
   *
   * @return what changed, in words
   */
  public String takeOver(ShadowTables shadow) {
    return Objects.requireNonNull(
        transaction.execute(status -> {
          Cursor cursor = lock(cursors.read().head());
          var difference = shadow.takeOver(jdbc, cursor);
          Cursor replayed = difference.replayed();
          Optional<Long> finalized = greater(cursor.finalized(), replayed.finalized());
          cursors.move(
              replayed.head().orElseThrow().number(),
              greater(replayed.safe(), finalized),
              finalized);
          return "%d rows removed, %d rows added, up to block %d"
              .formatted(
                  difference.removed(), difference.added(), replayed.head().orElseThrow().number());
        }));
  }

  private static Optional<Long> greater(Optional<Long> one, Optional<Long> other) {
    return Stream.concat(one.stream(), other.stream()).max(Long::compare);
  }

  /** Enters as the leader, then keeps other writers out until the transaction ends. */
  private Cursor lock(Optional<BlockReference> head) {
    long token =
        fence
            .token()
            .orElseThrow(
                () -> new LedgerConflict("writer", "the leader", "one that leads no more"));
    if (token > 0) {
      jdbc.query(ENTER, row -> {}, Long.toString(token), Fence.WRITER_LOCK);
    }
    return cursors.lock(head);
  }

  private void deleteAbove(BlockReference fork, Cursor cursor) {
    blocks.deleteAbove(fork.number());
    cursors.move(
        fork.number(),
        cursor.safe().map(safe -> Math.min(safe, fork.number())),
        cursor.finalized().map(finalized -> Math.min(finalized, fork.number())));
  }

  private void requireLink(Optional<BlockReference> head, EncodedRange range) {
    long number = head.map(parent -> parent.number() + 1).orElse(firstBlock);
    Bytes32 parent = head.map(BlockReference::hash).orElse(range.first().parentHash());
    if (range.first().number() != number || !range.first().parentHash().equals(parent)) {
      throw new LedgerConflict(
          "first block of a range",
          number + " on " + parent,
          range.first().number() + " on " + range.first().parentHash());
    }
  }

  /** Final stays final; safe is at least that. Both start together. */
  private void moveTo(long head, Cursor before, Marks marks) {
    Optional<Long> finalized =
        Stream.concat(before.finalized().stream(), held(marks.finalized(), head).stream())
            .max(Long::compare);
    Optional<Long> safe =
        finalized.map(least -> Math.max(least, held(marks.safe(), head).orElse(least)));
    cursors.move(head, safe, finalized);
  }

  private Optional<Long> held(Optional<Mark> mark, long head) {
    return mark.filter(candidate -> candidate.number() >= firstBlock && candidate.number() <= head)
        .filter(candidate ->
            candidate.hash().isEmpty() || candidate.hash().equals(blocks.hash(candidate.number())))
        .map(Mark::number);
  }
}
