// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending.simulation;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;
import network.azracode.sdk.ledger.sending.Attempt;
import network.azracode.sdk.ledger.sending.Submission;
import network.azracode.sdk.protocol.Bytes32;

/** Looks at everything that is kept and sent, and complains at the first broken promise. */
final class Ledger {
  private final BigInteger capWei;
  private final Set<Bytes32> kept = new HashSet<>();

  Ledger(BigInteger capWei) {
    this.capWei = capWei;
  }

  void keeps(Submission submission) {
    switch (submission) {
      case Submission.Signed signed -> keeps(signed);
      case Submission.Included included -> keeps(included.signed());
      case Submission.Planned planned -> {}
      case Submission.Settled settled -> {}
    }
  }

  private void keeps(Submission.Signed signed) {
    for (Attempt attempt : signed.attempts()) {
      kept.add(attempt.transaction().hash());
    }
  }

  /** [T-2] [T-5] What a sender hands to the node. */
  void sends(Transaction transaction) {
    if (!kept.contains(transaction.hash())) {
      throw new Violation(transaction.label() + " is broadcast before its bytes are kept");
    }
    if (transaction.max().compareTo(capWei) > 0) {
      throw new Violation(transaction.label() + " offers more than the cap");
    }
  }

  void signs(boolean isForeign) {
    if (isForeign) {
      throw new Violation("something is signed while the node serves another chain");
    }
  }
}
