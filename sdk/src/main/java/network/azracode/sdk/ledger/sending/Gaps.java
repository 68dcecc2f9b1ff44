// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Octets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills holes below what was signed. A hole opens when others used the key and a reorganisation
 * dropped their transaction for good: every later nonce would wait for it for ever. A transaction
 * of nothing to the key itself closes it.
 */
final class Gaps {
  private static final Logger LOG = LoggerFactory.getLogger(Gaps.class);

  private final SubmissionStore store;
  private final Signing signing;
  private final Tracking tracking;
  private final SendingTerms terms;
  private final Clock clock;

  private @Nullable Hole seen;

  private record Hole(long nonce, Instant since) {}

  /** The hole was closed by others in the meantime. */
  private static final class Closed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  Gaps(SubmissionStore store, Signing signing, Tracking tracking, SendingTerms terms, Clock clock) {
    this.store = store;
    this.signing = signing;
    this.tracking = tracking;
    this.terms = terms;
    this.clock = clock;
  }

  /**
   * @param attempt runs a step for an intent, surviving its failure
   */
  synchronized void look(Address key, BiConsumer<Intent, Runnable> attempt) {
    List<Submission> unsettled = store.unsettled(key);
    if (unsettled.isEmpty() || !(unsettled.getFirst() instanceof Submission.Signed lowest)) {
      seen = null;
      return;
    }
    attempt.accept(lowest.intent(), () -> lookBelow(lowest, attempt));
  }

  private void lookBelow(Submission.Signed lowest, BiConsumer<Intent, Runnable> attempt) {
    long used = tracking.usedNonces(lowest.intent().from());
    if (used >= lowest.nonce()) {
      seen = null;
      return;
    }
    Instant now = clock.instant();
    if (seen == null || seen.nonce() != used || now.isBefore(seen.since())) {
      seen = new Hole(used, now);
    }
    // a node that only lags has caught up by then
    if (!now.isBefore(seen.since().plus(terms.raiseAfter()))) {
      Intent filler = filler(lowest.intent().from(), used);
      attempt.accept(filler, () -> fill(filler, used));
    }
  }

  private void fill(Intent filler, long hole) {
    if (!(store.intend(filler) instanceof Submission.Planned)) {
      return;
    }
    LOG.warn("nonce {} of {} is used by nobody and holds up others", hole, filler.from());
    Signing.Priced priced = signing.price(filler, List.of());
    try {
      Submission signed =
          store.sign(filler, hole, nonce -> signing.sign(priced, only(hole, nonce)));
      if (signed instanceof Submission.Signed ready) {
        tracking.broadcast(ready);
      }
    } catch (Closed byOthers) {
      LOG.debug("nonce {} was given meanwhile", hole);
    }
  }

  private static long only(long hole, long nonce) {
    if (nonce != hole) {
      throw new Closed();
    }
    return nonce;
  }

  private static Intent filler(Address key, long nonce) {
    return new Intent("gap/" + key + "/" + nonce, key, Optional.of(key), Octets.EMPTY);
  }
}
