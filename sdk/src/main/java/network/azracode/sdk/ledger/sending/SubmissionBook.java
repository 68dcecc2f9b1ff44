// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;

/** What a journal's entries add up to. A pure state machine: reading again gives the same. */
final class SubmissionBook {
  private final Map<String, Submission> byId = new LinkedHashMap<>();
  private final Map<Address, Long> nextNonces = new HashMap<>();

  Optional<Submission> find(String intentId) {
    return Optional.ofNullable(byId.get(intentId));
  }

  /** Never below what was given before, displaced or not. */
  long nextNonce(Address key, long usedOnChain) {
    return Math.max(usedOnChain, nextNonces.getOrDefault(key, 0L));
  }

  List<Submission> unsettled(Address key) {
    return byId.values().stream()
        .filter(submission -> submission.intent().from().equals(key))
        .filter(submission -> signedOf(submission).isPresent())
        .filter(submission ->
            !(submission instanceof Submission.Included included && included.isFinal()))
        .sorted(Comparator.comparingLong(submission -> signedOf(submission).orElseThrow().nonce()))
        .toList();
  }

  /**
   * @throws AzraException {@code journal.damaged} for a step that cannot follow what was before
   */
  Submission apply(JournalEntry entry) {
    Submission next =
        switch (entry) {
          case JournalEntry.Intended(Intent intent) -> new Submission.Planned(intent);
          case JournalEntry.Attempted(String id, Attempt attempt) -> attempted(known(id), attempt);
          case JournalEntry.Included(String id, Inclusion inclusion, boolean isFinal) ->
              new Submission.Included(signed(id), inclusion, isFinal);
          case JournalEntry.Excluded(String id) -> signed(id);
          case JournalEntry.Displaced(String id) -> new Submission.Planned(known(id).intent());
        };
    byId.put(next.intent().id(), next);
    return next;
  }

  private Submission attempted(Submission before, Attempt attempt) {
    List<Attempt> attempts = new ArrayList<>();
    if (before instanceof Submission.Signed signed) {
      attempts.addAll(signed.attempts());
    }
    attempts.add(attempt);
    nextNonces.merge(before.intent().from(), attempt.nonce() + 1, Math::max);
    return new Submission.Signed(before.intent(), attempt.nonce(), attempts);
  }

  private Submission.Signed signed(String intentId) {
    return signedOf(known(intentId))
        .orElseThrow(() -> damaged("intent " + intentId + ": expected a signed one"));
  }

  private Submission known(String intentId) {
    return find(intentId)
        .orElseThrow(() -> damaged("intent " + intentId + ": expected it to be intended first"));
  }

  private static Optional<Submission.Signed> signedOf(Submission submission) {
    return switch (submission) {
      case Submission.Planned planned -> Optional.empty();
      case Submission.Signed signed -> Optional.of(signed);
      case Submission.Included included -> Optional.of(included.signed());
    };
  }

  private static AzraException damaged(String message) {
    return new AzraException("journal.damaged", message);
  }
}
