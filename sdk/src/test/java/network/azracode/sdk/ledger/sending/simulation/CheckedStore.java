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

/** The real store; the process may die before and after each step, and what is kept is noted. */
record CheckedStore(SubmissionStore kept, World world, Ledger ledger) implements SubmissionStore {
  @Override
  public Submission intend(Intent intent) {
    world.mayDie("before intend");
    Submission submission = noted(kept.intend(intent));
    world.mayDie("after intend");
    return submission;
  }

  @Override
  public Optional<Submission> find(Intent intent) {
    Optional<Submission> found = kept.find(intent);
    found.ifPresent(ledger::keeps);
    return found;
  }

  @Override
  public Submission sign(Intent intent, long usedOnChain, LongFunction<Attempt> signing) {
    world.mayDie("before sign");
    Submission submission =
        noted(
            kept.sign(
                intent,
                usedOnChain,
                nonce -> {
                  ledger.signs(world.isForeign());
                  Attempt attempt = signing.apply(nonce);
                  world.mayDie("between signing and keeping");
                  return attempt;
                }));
    world.mayDie("after sign");
    return submission;
  }

  @Override
  public Submission raise(Intent intent, Attempt replaced, Attempt attempt) {
    world.mayDie("before raise");
    Submission submission = noted(kept.raise(intent, replaced, attempt));
    world.mayDie("after raise");
    return submission;
  }

  @Override
  public void include(Intent intent, Inclusion inclusion, boolean isFinal) {
    world.mayDie("before include");
    kept.include(intent, inclusion, isFinal);
    world.mayDie("after include");
  }

  @Override
  public void exclude(Intent intent) {
    world.mayDie("before exclude");
    kept.exclude(intent);
    world.mayDie("after exclude");
  }

  @Override
  public void displace(Intent intent, long nonce) {
    world.mayDie("before displace");
    kept.displace(intent, nonce);
    world.mayDie("after displace");
  }

  @Override
  public List<Submission> unsettled(Address key) {
    List<Submission> submissions = kept.unsettled(key);
    submissions.forEach(ledger::keeps);
    return submissions;
  }

  private Submission noted(Submission submission) {
    ledger.keeps(submission);
    return submission;
  }
}
