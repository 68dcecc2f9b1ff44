// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import java.util.List;

/** How far an intent has come, as its store remembers it. */
public sealed interface Submission {
  Intent intent();

  /** Nothing was ever signed for it, or what was can never be included any more. */
  record Planned(Intent intent) implements Submission {}

  /**
   * Signed bytes exist and may have been broadcast: from here on only these go out.
   *
   * @param attempts of one nonce, in order, never empty
   */
  record Signed(Intent intent, long nonce, List<Attempt> attempts) implements Submission {
    public Signed {
      attempts = List.copyOf(attempts);
    }

    public Attempt newest() {
      return attempts.getLast();
    }

    boolean includes(Inclusion inclusion) {
      return attempts.stream()
          .anyMatch(attempt -> attempt.transaction().hash().equals(inclusion.transactionHash()));
    }
  }

  /**
   * On chain, where a reorganisation may still undo it.
   *
   * @param last block and outcome, as last seen
   */
  record Included(Signed signed, Inclusion last) implements Submission {
    @Override
    public Intent intent() {
      return signed.intent();
    }
  }

  /** On chain for good: no reorganisation can undo it, and nothing is signed for it again. */
  record Settled(Intent intent, Inclusion last) implements Submission {}
}
