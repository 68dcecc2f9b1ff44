// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.transactions;

import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import network.azracode.sdk.ledger.sending.Attempt;
import network.azracode.sdk.ledger.sending.Inclusion;
import network.azracode.sdk.ledger.sending.Intent;
import network.azracode.sdk.ledger.sending.Submission;
import network.azracode.sdk.ledger.sending.SubmissionStore;
import network.azracode.sdk.protocol.Address;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A store that processes share: each step is a transaction of its own, under an advisory lock on
 * the key, committed when the method returns.
 */
@Component
public class PostgresSubmissionStore implements SubmissionStore {
  private final SubmissionTables tables;
  private final TransactionTemplate transaction;

  PostgresSubmissionStore(SubmissionTables tables, PlatformTransactionManager transactions) {
    this.tables = tables;
    this.transaction = new TransactionTemplate(transactions);
    // What is broadcast afterwards must be kept even if a caller's own transaction fails.
    transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  @Override
  public Submission intend(Intent intent) {
    return locked(
        intent.from(),
        () -> {
          Optional<Intent> kept = tables.intent(intent.id());
          kept.ifPresentOrElse(intent::requireSameAs, () -> tables.insert(intent));
          return tables.submission(intent);
        });
  }

  @Override
  public Optional<Submission> find(Intent intent) {
    Optional<Intent> kept = tables.intent(intent.id());
    kept.ifPresent(intent::requireSameAs);
    return kept.map(tables::submission);
  }

  @Override
  public Submission sign(Intent intent, long usedOnChain, LongFunction<Attempt> signing) {
    return locked(
        intent.from(),
        () -> {
          Submission kept = tables.submission(intent);
          if (!(kept instanceof Submission.Planned)) {
            return kept;
          }
          Attempt attempt = signing.apply(tables.nextNonce(intent.from(), usedOnChain));
          tables.insertNonce(intent, attempt.nonce());
          tables.insertAttempt(intent, 0, attempt);
          return new Submission.Signed(intent, attempt.nonce(), List.of(attempt));
        });
  }

  @Override
  public Submission raise(Intent intent, Attempt replaced, Attempt attempt) {
    return locked(
        intent.from(),
        () -> {
          Submission kept = tables.submission(intent);
          if (kept instanceof Submission.Signed signed && signed.newest().equals(replaced)) {
            tables.insertAttempt(intent, signed.attempts().size(), attempt);
          }
          return tables.submission(intent);
        });
  }

  @Override
  public void include(Intent intent, Inclusion inclusion, boolean isFinal) {
    locked(
        intent.from(),
        () -> {
          tables.include(intent, inclusion, isFinal);
          return intent;
        });
  }

  @Override
  public void exclude(Intent intent) {
    locked(
        intent.from(),
        () -> {
          tables.exclude(intent);
          return intent;
        });
  }

  @Override
  public void displace(Intent intent, long nonce) {
    locked(
        intent.from(),
        () -> {
          tables.displace(intent, nonce);
          return intent;
        });
  }

  @Override
  public List<Submission> unsettled(Address key) {
    return locked(key, () -> tables.unsettled(key).stream().map(tables::submission).toList());
  }

  /** One at a time per key, in this process and in all others. */
  private <T> T locked(Address key, Supplier<T> step) {
    return transaction.execute(status -> {
      tables.lock(key);
      return step.get();
    });
  }
}
