// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending.simulation;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import network.azracode.sdk.ledger.sending.Attempt;
import network.azracode.sdk.ledger.sending.Inclusion;
import network.azracode.sdk.ledger.sending.Intent;
import network.azracode.sdk.ledger.sending.Submission;
import network.azracode.sdk.ledger.sending.SubmissionStore;
import network.azracode.sdk.protocol.Address;

/** Stores with one mistake each; see {@link PlantedBug}. */
final class BuggyStores {
  private BuggyStores() {}

  static final class EarlyBroadcast extends OverStore {
    private final World world;
    private final Ledger ledger;

    EarlyBroadcast(SubmissionStore kept, World world, Ledger ledger) {
      super(kept);
      this.world = world;
      this.ledger = ledger;
    }

    @Override
    public Submission sign(Intent intent, long usedOnChain, LongFunction<Attempt> signing) {
      return kept.sign(
          intent,
          usedOnChain,
          nonce -> {
            Attempt attempt = signing.apply(nonce);
            Transaction early = Transaction.read(attempt.transaction().hex());
            ledger.sends(early);
            world.chain.take(early);
            return attempt;
          });
    }
  }

  static final class Hasty extends OverStore {
    Hasty(SubmissionStore kept) {
      super(kept);
    }

    @Override
    public void include(Intent intent, Inclusion inclusion, boolean isFinal) {
      kept.include(intent, inclusion, true);
    }
  }

  static final class SigningAnew extends OverStore {
    private final Set<String> signedHere = new HashSet<>();

    SigningAnew(SubmissionStore kept) {
      super(kept);
    }

    @Override
    public Submission intend(Intent intent) {
      Submission submission = kept.intend(intent);
      if (submission instanceof Submission.Signed signed && !signedHere.contains(intent.id())) {
        kept.displace(intent, signed.nonce());
        return new Submission.Planned(intent);
      }
      return submission;
    }

    @Override
    public Submission sign(Intent intent, long usedOnChain, LongFunction<Attempt> signing) {
      signedHere.add(intent.id());
      return kept.sign(intent, usedOnChain, signing);
    }
  }

  static final class Shortsighted extends OverStore {
    Shortsighted(SubmissionStore kept) {
      super(kept);
    }

    @Override
    public Submission intend(Intent intent) {
      return shortened(kept.intend(intent));
    }

    @Override
    public Optional<Submission> find(Intent intent) {
      return kept.find(intent).map(Shortsighted::shortened);
    }

    @Override
    public Submission raise(Intent intent, Attempt replaced, Attempt attempt) {
      return shortened(kept.raise(intent, replaced, attempt));
    }

    @Override
    public List<Submission> unsettled(Address key) {
      return kept.unsettled(key).stream().map(Shortsighted::shortened).toList();
    }

    private static Submission shortened(Submission submission) {
      return submission instanceof Submission.Signed(Intent intent, long nonce, var attempts)
          ? new Submission.Signed(intent, nonce, List.of(attempts.getLast()))
          : submission;
    }
  }

  static final class EverHigher extends OverStore {
    private final World world;

    EverHigher(SubmissionStore kept, World world) {
      super(kept);
      this.world = world;
    }

    @Override
    public Submission sign(Intent intent, long usedOnChain, LongFunction<Attempt> signing) {
      long next = Math.max(usedOnChain, world.highestNonce + 1);
      Submission submission = kept.sign(intent, next, signing);
      if (submission instanceof Submission.Signed signed) {
        world.highestNonce = Math.max(world.highestNonce, signed.nonce());
      }
      return submission;
    }
  }

  static final class Renaming extends OverStore {
    private final int number;

    Renaming(SubmissionStore kept, int number) {
      super(kept);
      this.number = number;
    }

    @Override
    public Submission intend(Intent intent) {
      return kept.intend(renamed(intent));
    }

    @Override
    public Optional<Submission> find(Intent intent) {
      return kept.find(renamed(intent));
    }

    @Override
    public Submission sign(Intent intent, long usedOnChain, LongFunction<Attempt> signing) {
      return kept.sign(renamed(intent), usedOnChain, signing);
    }

    private Intent renamed(Intent intent) {
      return intent.id().contains("#")
          ? intent
          : new Intent(intent.id() + "#" + number, intent.from(), intent.to(), intent.data());
    }
  }
}
