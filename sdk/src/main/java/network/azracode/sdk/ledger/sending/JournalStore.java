// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;

/** A store for one process: one file, forced to disk at every step. For nodes and deployers. */
public final class JournalStore implements SubmissionStore, AutoCloseable {
  private final Journal journal;
  private final SubmissionBook book = new SubmissionBook();

  private JournalStore(Journal journal) {
    this.journal = journal;
  }

  /**
   * @throws AzraException {@code journal.locked}, {@code journal.damaged}
   */
  public static JournalStore open(Path file) {
    JournalStore store = new JournalStore(Journal.open(file));
    try {
      store.journal.read().forEach(store.book::apply);
      return store;
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  @Override
  public synchronized Submission intend(Intent intent) {
    return find(intent).orElseGet(() -> write(new JournalEntry.Intended(intent)));
  }

  @Override
  public synchronized Optional<Submission> find(Intent intent) {
    Optional<Submission> kept = book.find(intent.id());
    kept.ifPresent(submission -> intent.requireSameAs(submission.intent()));
    return kept;
  }

  @Override
  public synchronized Submission sign(
      Intent intent, long usedOnChain, LongFunction<Attempt> signing) {
    Submission kept = book.find(intent.id()).orElseThrow();
    if (!(kept instanceof Submission.Planned)) {
      return kept;
    }
    Attempt attempt = signing.apply(book.nextNonce(intent.from(), usedOnChain));
    return write(new JournalEntry.Attempted(intent.id(), attempt));
  }

  @Override
  public synchronized Submission raise(Intent intent, Attempt replaced, Attempt attempt) {
    Submission kept = book.find(intent.id()).orElseThrow();
    boolean isNewest = kept instanceof Submission.Signed signed && signed.newest().equals(replaced);
    return isNewest ? write(new JournalEntry.Attempted(intent.id(), attempt)) : kept;
  }

  @Override
  public synchronized void include(Intent intent, Inclusion inclusion, boolean isFinal) {
    boolean isNews =
        switch (book.find(intent.id()).orElseThrow()) {
          case Submission.Planned planned -> false;
          case Submission.Signed signed -> true;
          case Submission.Included kept ->
              !kept.isFinal() && (isFinal || !kept.last().equals(inclusion));
        };
    if (isNews) {
      write(new JournalEntry.Included(intent.id(), inclusion, isFinal));
    }
  }

  @Override
  public synchronized void exclude(Intent intent) {
    if (book.find(intent.id()).orElseThrow() instanceof Submission.Included included
        && !included.isFinal()) {
      write(new JournalEntry.Excluded(intent.id()));
    }
  }

  @Override
  public synchronized void displace(Intent intent, long nonce) {
    if (book.find(intent.id()).orElseThrow() instanceof Submission.Signed signed
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
  private Submission write(JournalEntry entry) {
    journal.append(entry);
    return book.apply(entry);
  }
}
