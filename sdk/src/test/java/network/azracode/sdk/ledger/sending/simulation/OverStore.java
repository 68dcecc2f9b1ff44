// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending.simulation;

import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import network.azracode.sdk.ledger.sending.Attempt;
import network.azracode.sdk.ledger.sending.Inclusion;
import network.azracode.sdk.ledger.sending.Intent;
import network.azracode.sdk.ledger.sending.Submission;
import network.azracode.sdk.ledger.sending.SubmissionStore;
import network.azracode.sdk.protocol.Address;

/** A store that does what another does, for those that do one thing differently. */
abstract class OverStore implements SubmissionStore {
  final SubmissionStore kept;

  OverStore(SubmissionStore kept) {
    this.kept = kept;
  }

  @Override
  public Submission intend(Intent intent) {
    return kept.intend(intent);
  }

  @Override
  public Optional<Submission> find(Intent intent) {
    return kept.find(intent);
  }

  @Override
  public Submission sign(Intent intent, long usedOnChain, LongFunction<Attempt> signing) {
    return kept.sign(intent, usedOnChain, signing);
  }

  @Override
  public Submission raise(Intent intent, Attempt replaced, Attempt attempt) {
    return kept.raise(intent, replaced, attempt);
  }

  @Override
  public void include(Intent intent, Inclusion inclusion, boolean isFinal) {
    kept.include(intent, inclusion, isFinal);
  }

  @Override
  public void exclude(Intent intent) {
    kept.exclude(intent);
  }

  @Override
  public void displace(Intent intent, long nonce) {
    kept.displace(intent, nonce);
  }

  @Override
  public List<Submission> unsettled(Address key) {
    return kept.unsettled(key);
  }
}
