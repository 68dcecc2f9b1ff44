// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;

/**
 * What a journal's entries add up to. A pure state machine: reading again gives the same. What is
 * settled keeps its id, the digest of what was asked, and where it stands; its bytes are let go.
 */
final class SubmissionBook {
  private final Map<String, Submission> unsettled = new LinkedHashMap<>();
  private final Map<String, JournalEntry.Settled> settled = new LinkedHashMap<>();

  /** By key: every nonce below was used by somebody, for good. */
  private final Map<Address, Long> floors = new HashMap<>();

  /**
   * What became of an intent, if it was ever kept.
   *
   * @throws AzraException {@code intent.conflict}
   */
  Optional<Submission> find(Intent intent) {
    JournalEntry.Settled done = settled.get(intent.id());
    if (done != null) {
      intent.requireDigest(done.intentDigest());
      return Optional.of(new Submission.Settled(intent, done.inclusion()));
    }
    Optional<Submission> kept = Optional.ofNullable(unsettled.get(intent.id()));
    kept.ifPresent(submission -> intent.requireSameAs(submission.intent()));
    return kept;
  }

  /** The lowest that is neither used on chain nor given to anyone. */
  long nextNonce(Address key, long usedOnChain) {
    Set<Long> given =
        signedBy(key).map(Submission.Signed::nonce).collect(Collectors.toUnmodifiableSet());
    long nonce = Math.max(usedOnChain, floors.getOrDefault(key, 0L));
    while (given.contains(nonce)) {
      nonce++;
    }
    return nonce;
  }

  List<Submission> unsettled(Address key) {
    return unsettled.values().stream()
        .filter(submission -> submission.intent().from().equals(key))
        .filter(submission -> signedOf(submission).isPresent())
        .sorted(Comparator.comparingLong(submission -> signedOf(submission).orElseThrow().nonce()))
        .toList();
  }

  /** The fewest entries that add up to the same. */
  List<JournalEntry> entries() {
    List<JournalEntry> entries = new ArrayList<>(settled.values());
    floors.forEach((key, nonce) -> entries.add(new JournalEntry.Floor(key, nonce)));
    unsettled.values().forEach(submission -> addTo(entries, submission));
    return entries;
  }

  private static void addTo(List<JournalEntry> entries, Submission submission) {
    String id = submission.intent().id();
    entries.add(new JournalEntry.Intended(submission.intent()));
    signedOf(submission).stream()
        .flatMap(signed -> signed.attempts().stream())
        .forEach(attempt -> entries.add(new JournalEntry.Attempted(id, attempt)));
    if (submission instanceof Submission.Included included) {
      entries.add(new JournalEntry.Included(id, included.last(), false));
    }
  }

  /**
   * @throws AzraException {@code journal.damaged} for a step that cannot follow what was before
   */
  void apply(JournalEntry entry) {
    switch (entry) {
      case JournalEntry.Intended(Intent intent) -> put(new Submission.Planned(intent));
      case JournalEntry.Attempted(String id, Attempt attempt) -> put(attempted(known(id), attempt));
      case JournalEntry.Included(String id, Inclusion inclusion, boolean isFinal) -> {
        if (isFinal) {
          settle(signed(id), inclusion);
        } else {
          put(new Submission.Included(signed(id), inclusion));
        }
      }
      case JournalEntry.Excluded(String id) -> put(signed(id));
      case JournalEntry.Displaced(String id) -> displace(signed(id));
      case JournalEntry.Settled done -> settled.put(done.intentId(), done);
      case JournalEntry.Floor(Address key, long nonce) -> floors.merge(key, nonce, Math::max);
    }
  }

  private void put(Submission submission) {
    unsettled.put(submission.intent().id(), submission);
  }

  private void settle(Submission.Signed signed, Inclusion inclusion) {
    Intent intent = signed.intent();
    unsettled.remove(intent.id());
    settled.put(intent.id(), new JournalEntry.Settled(intent.id(), intent.digest(), inclusion));
    floors.merge(intent.from(), signed.nonce() + 1, Math::max);
  }

  private void displace(Submission.Signed signed) {
    put(new Submission.Planned(signed.intent()));
    floors.merge(signed.intent().from(), signed.nonce() + 1, Math::max);
  }

  private static Submission attempted(Submission before, Attempt attempt) {
    List<Attempt> attempts = new ArrayList<>();
    if (before instanceof Submission.Signed signed) {
      attempts.addAll(signed.attempts());
    }
    attempts.add(attempt);
    return new Submission.Signed(before.intent(), attempt.nonce(), attempts);
  }

  private Submission.Signed signed(String intentId) {
    return signedOf(known(intentId))
        .orElseThrow(() -> damaged("intent " + intentId + ": expected a signed one"));
  }

  private Submission known(String intentId) {
    return Optional.ofNullable(unsettled.get(intentId))
        .orElseThrow(() ->
            damaged("intent " + intentId + ": expected it to be intended first, and unsettled"));
  }

  private Stream<Submission.Signed> signedBy(Address key) {
    return unsettled.values().stream()
        .filter(submission -> submission.intent().from().equals(key))
        .flatMap(submission -> signedOf(submission).stream());
  }

  private static Optional<Submission.Signed> signedOf(Submission submission) {
    return switch (submission) {
      case Submission.Planned planned -> Optional.empty();
      case Submission.Signed signed -> Optional.of(signed);
      case Submission.Included included -> Optional.of(included.signed());
      case Submission.Settled settled -> Optional.empty();
    };
  }

  private static AzraException damaged(String message) {
    return new AzraException("journal.damaged", message);
  }
}
