// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store for one process: one file, forced to disk at every step, and rewritten without its
 * history whenever that has grown to half of it. For nodes and deployers.
 */
public final class JournalStore implements SubmissionStore, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JournalStore.class);
  private static final long COMPACT_ABOVE_BYTES = 8L << 20;

  private final Journal journal;
  private final SubmissionBook book = new SubmissionBook();
  private final long compactAboveBytes;
  private long compactAt;

  private JournalStore(Journal journal, long compactAboveBytes) {
    this.journal = journal;
    this.compactAboveBytes = compactAboveBytes;
    this.compactAt = compactAboveBytes;
  }

  /**
   * @throws AzraException {@code journal.locked}, {@code journal.damaged}
   */
  public static JournalStore open(Path file) {
    return open(file, COMPACT_ABOVE_BYTES);
  }

  /**
   * @param compactAboveBytes below this, history is not worth the rewriting
   */
  static JournalStore open(Path file, long compactAboveBytes) {
    JournalStore store = new JournalStore(Journal.open(file), compactAboveBytes);
    try {
      store.journal.read(store.book::apply);
      store.compactIfLarge();
      return store;
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /**
   * @throws AzraException {@code journal.full} rather than begin what could not be finished
   */
  @Override
  public synchronized Submission intend(Intent intent) {
    Optional<Submission> kept = find(intent);
    if (kept.isPresent()) {
      return kept.get();
    }
    journal.requireRoom();
    write(new JournalEntry.Intended(intent));
    return new Submission.Planned(intent);
  }

  @Override
  public synchronized Optional<Submission> find(Intent intent) {
    return book.find(intent);
  }

  @Override
  public synchronized Submission sign(
      Intent intent, long usedOnChain, LongFunction<Attempt> signing) {
    Submission kept = book.find(intent).orElseThrow();
    if (!(kept instanceof Submission.Planned)) {
      return kept;
    }
    Attempt attempt = signing.apply(book.nextNonce(intent.from(), usedOnChain));
    write(new JournalEntry.Attempted(intent.id(), attempt));
    return book.find(intent).orElseThrow();
  }

  @Override
  public synchronized Submission raise(Intent intent, Attempt replaced, Attempt attempt) {
    Submission kept = book.find(intent).orElseThrow();
    if (kept instanceof Submission.Signed signed && signed.newest().equals(replaced)) {
      write(new JournalEntry.Attempted(intent.id(), attempt));
    }
    return book.find(intent).orElseThrow();
  }

  @Override
  public synchronized void include(Intent intent, Inclusion inclusion, boolean isFinal) {
    boolean isNews =
        switch (book.find(intent).orElseThrow()) {
          case Submission.Planned planned -> false;
          case Submission.Signed signed -> signed.includes(inclusion);
          case Submission.Included kept ->
              kept.signed().includes(inclusion) && (isFinal || !kept.last().equals(inclusion));
          case Submission.Settled settled -> false;
        };
    if (isNews) {
      write(new JournalEntry.Included(intent.id(), inclusion, isFinal));
    }
  }

  @Override
  public synchronized void exclude(Intent intent) {
    if (book.find(intent).orElseThrow() instanceof Submission.Included) {
      write(new JournalEntry.Excluded(intent.id()));
    }
  }

  @Override
  public synchronized void displace(Intent intent, long nonce) {
    if (book.find(intent).orElseThrow() instanceof Submission.Signed signed
        && signed.nonce() == nonce) {
      write(new JournalEntry.Displaced(intent.id()));
    }
  }

  @Override
  public synchronized List<Submission> unsettled(Address key) {
    return book.unsettled(key);
  }

  @Override
  public synchronized void close() {
    journal.close();
  }

  /** Kept first, believed afterwards. */
  private void write(JournalEntry entry) {
    journal.append(entry);
    book.apply(entry);
    compactIfLarge();
  }

  /** Again only at twice the size that is left, so that it costs little per step. */
  private void compactIfLarge() {
    if (journal.bytes() > compactAt) {
      try {
        journal.replaceBy(book.entries());
      } catch (UncheckedIOException noRoom) {
        LOG.warn("the journal stays as long as it is: {}", noRoom.getMessage());
      }
      compactAt = Math.max(compactAboveBytes, 2 * journal.bytes());
    }
  }
}
