// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import network.azracode.sdk.ledger.Call;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.ContractReverted;
import network.azracode.sdk.ledger.TransactionReceipt;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.Signer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends intents of one key, each exactly once, whatever crashes in between. The key belongs to
 * senders over one store: nonces that others use are survived, but cost time.
 */
public final class Sender {
  /** Code of a submission that goes on by itself, and when it is submitted again. */
  public static final String PENDING = "transaction.pending";

  private static final Logger LOG = LoggerFactory.getLogger(Sender.class);

  private final Chain chain;
  private final Signer key;
  private final SubmissionStore store;
  private final SendingTerms terms;
  private final Clock clock;
  private final Pause pause;
  private final Signing signing;
  private final Tracking tracking;
  private final Held held = new Held();
  private final Gaps gaps;
  private final Sweep sweep;

  public Sender(
      Chain chain,
      Signer key,
      SubmissionStore store,
      SendingTerms terms,
      Clock clock,
      Pause pause) {
    this.chain = chain;
    this.key = key;
    this.store = store;
    this.terms = terms;
    this.clock = clock;
    this.pause = pause;
    this.signing = new Signing(chain, key, terms.fees(), clock);
    this.tracking = new Tracking(chain, store, signing, terms, clock, held);
    this.gaps = new Gaps(store, signing, tracking, terms, clock);
    this.sweep = new Sweep(this::lookAtAll, terms.poll(), clock);
  }

  /** The account that signs and pays. */
  public Address address() {
    return key.address();
  }

  /**
   * Sends a call, or finds what became of it; returns once it is included. The same id with the
   * same call can be submitted again at any time, from any process over the store.
   *
   * @throws ContractReverted if the call would fail now; nothing is signed, the id stays free to
   *     try
   * @throws TransactionFailed if it is on chain and failed
   * @throws AzraException {@code transaction.pending} if it is not included in time: submit again;
   *     {@code transaction.funds}, {@code transaction.gas}, {@code transaction.fee-cap} before
   *     anything is signed; {@code intent.conflict}
   */
  public TransactionReceipt submit(String intentId, Call call) {
    return submit(intent(intentId, call));
  }

  /**
   * Whether the call is on chain for good, as far as this sender's store knows: asks no chain.
   *
   * @throws AzraException {@code intent.conflict}
   */
  public boolean isFinal(String intentId, Call call) {
    return isDone(intent(intentId, call));
  }

  /**
   * An id for something that may be done many times: that of an unfinished intent which asks for
   * the same, so that it is taken up; else one that is free.
   *
   * @param act what is done; a number is added
   */
  public String nextId(String act, Call call) {
    long number = 1;
    while (isTaken(intent(act + "/" + number, call))) {
      number++;
    }
    return act + "/" + number;
  }

  /** As {@link #submit}, to create a contract; the receipt names it. */
  public TransactionReceipt create(String intentId, byte[] initCode) {
    return submit(new Intent(intentId, key.address(), Optional.empty(), Octets.of(initCode)));
  }

  /**
   * Looks once at everything that is not final: broadcasts again what was lost, raises what is
   * stuck, notices reorganisations, fills holes in the sequence of nonces. To be called at start
   * and every few seconds. A node or signer that does not answer is only logged.
   *
   * @return how many submissions are still not final
   */
  public int resume() {
    sweep.now();
    return store.unsettled(key.address()).size();
  }

  /**
   * What waits for a person, as this process last saw it: the fee cap is reached, the account is
   * empty, or the node refuses the bytes. It goes on by itself once that has changed.
   *
   * @return by intent: code and sentence
   */
  public Map<String, String> held() {
    return held.reasons();
  }

  private void lookAtAll() {
    for (Submission submission : store.unsettled(key.address())) {
      attempt(
          submission.intent(),
          () -> {
            if (tracking.advance(submission) instanceof Submission.Planned displaced) {
              signAndBroadcast(displaced.intent());
            }
          });
    }
    gaps.look(key.address(), this::attempt);
  }

  /** One that fails must not keep the others from their look. */
  private void attempt(Intent intent, Runnable look) {
    try {
      look.run();
    } catch (AzraException e) {
      requireNotInterrupted(e);
      LOG.warn("intent {}: {}", intent.id(), e.getMessage());
    }
  }

  private boolean isDone(Intent intent) {
    return store.find(intent).orElse(null) instanceof Submission.Settled;
  }

  private boolean isTaken(Intent intent) {
    try {
      return isDone(intent);
    } catch (AzraException e) {
      if (e.code().equals("intent.conflict")) {
        return true;
      }
      throw e;
    }
  }

  private Intent intent(String id, Call call) {
    return new Intent(id, key.address(), Optional.of(call.to()), Octets.of(call.data()));
  }

  private TransactionReceipt submit(Intent intent) {
    Instant giveUp = clock.instant().plus(terms.giveUpAfter());
    Submission submission = store.intend(intent);
    while (true) {
      submission =
          submission instanceof Submission.Planned ? signAndBroadcast(intent) : look(submission);
      Optional<TransactionReceipt> receipt = receiptOf(submission);
      if (receipt.isPresent()) {
        return receipt.get();
      }
      if (clock.instant().isAfter(giveUp)) {
        throw pending(intent);
      }
      sweep.ifDue();
      pause.pause(terms.poll());
    }
  }

  /** What is signed goes on: whoever does not answer now may do so at the next look. */
  private Submission look(Submission submission) {
    try {
      return tracking.advance(submission);
    } catch (AzraException e) {
      requireNotInterrupted(e);
      LOG.debug("intent {}: {}", submission.intent().id(), e.getMessage());
      return store.find(submission.intent()).orElseThrow();
    }
  }

  private Submission signAndBroadcast(Intent intent) {
    long used = tracking.usedNonces(key.address());
    Signing.Priced priced = signing.price(intent, store.unsettled(key.address()));
    Submission signed = store.sign(intent, used, nonce -> signing.sign(priced, nonce));
    if (signed instanceof Submission.Signed ready) {
      tracking.broadcast(ready);
    }
    return signed;
  }

  private Optional<TransactionReceipt> receiptOf(Submission submission) {
    return switch (submission) {
      case Submission.Planned planned -> Optional.empty();
      case Submission.Signed signed -> Optional.empty();
      case Submission.Included included -> receiptOf(included.intent(), included.last(), false);
      case Submission.Settled settled -> receiptOf(settled.intent(), settled.last(), true);
    };
  }

  private Optional<TransactionReceipt> receiptOf(Intent intent, Inclusion last, boolean isFinal) {
    Optional<TransactionReceipt> receipt;
    try {
      receipt = chain.receipt(last.transactionHash());
    } catch (AzraException unanswered) {
      LOG.debug("intent {}: {}", intent.id(), unanswered.getMessage());
      return Optional.empty();
    }
    if (receipt.isPresent() && !receipt.get().succeeded()) {
      throw new TransactionFailed(
          intent, Inclusion.of(receipt.get()), isFinal, reasonOf(intent, receipt.get()));
    }
    return receipt;
  }

  /** Asks again after the block: whatever made the call fail has mostly stayed. */
  private Optional<ContractReverted> reasonOf(Intent intent, TransactionReceipt receipt) {
    try {
      chain.callAs(
          intent.from(), intent.to(), intent.data().toString(), chain.block(receipt.block()).at());
      return Optional.empty();
    } catch (ContractReverted reason) {
      return Optional.of(reason);
    } catch (AzraException unanswered) {
      return Optional.empty();
    }
  }

  private static void requireNotInterrupted(AzraException e) {
    if (Thread.currentThread().isInterrupted()) {
      throw e;
    }
  }

  private AzraException pending(Intent intent) {
    return new AzraException(
        PENDING,
        "intent %s: expected inclusion within %s, found none yet; it goes on when submitted again"
            .formatted(intent.id(), terms.giveUpAfter()));
  }
}
