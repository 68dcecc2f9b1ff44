// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import network.azracode.sdk.protocol.Address;

/** A store whose process dies right after one step has reached the disk. */
record KillableStore(SubmissionStore kept, Step diesAfter) implements SubmissionStore {
  enum Step {
    INTENDED,
    SIGNED,
    INCLUDED
  }

  static final class Died extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public Submission intend(Intent intent) {
    return dieAfter(Step.INTENDED, kept.intend(intent));
  }

  @Override
  public Optional<Submission> find(Intent intent) {
    return kept.find(intent);
  }

  @Override
  public Submission sign(Intent intent, long usedOnChain, LongFunction<Attempt> signing) {
    return dieAfter(Step.SIGNED, kept.sign(intent, usedOnChain, signing));
  }

  @Override
  public Submission raise(Intent intent, Attempt replaced, Attempt attempt) {
    return kept.raise(intent, replaced, attempt);
  }

  @Override
  public void include(Intent intent, Inclusion inclusion, boolean isFinal) {
    kept.include(intent, inclusion, isFinal);
    dieAfter(Step.INCLUDED, new Submission.Planned(intent));
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

  private Submission dieAfter(Step step, Submission result) {
    if (step == diesAfter) {
      throw new Died();
    }
    return result;
  }
}
