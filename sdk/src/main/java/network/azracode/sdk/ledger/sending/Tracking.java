// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import network.azracode.sdk.ledger.Block;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.TransactionReceipt;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.web3j.protocol.core.DefaultBlockParameterName;

/** Follows signed submissions to their final block: one look, one step, at a time. */
final class Tracking {
  private static final Logger LOG = LoggerFactory.getLogger(Tracking.class);

  private final Chain chain;
  private final SubmissionStore store;
  private final Signing signing;
  private final SendingTerms terms;
  private final Clock clock;
  private final Held held;
  private final NonceHistory history;

  /** When this process last sent an intent's bytes; forgotten once they are included. */
  private final Map<String, Instant> sentAt = new ConcurrentHashMap<>();

  Tracking(
      Chain chain,
      SubmissionStore store,
      Signing signing,
      SendingTerms terms,
      Clock clock,
      Held held) {
    this.chain = chain;
    this.store = store;
    this.signing = signing;
    this.terms = terms;
    this.clock = clock;
    this.held = held;
    this.history = new NonceHistory(chain);
  }

  /** Nonces of a key that included transactions have used, up to the head. */
  long usedNonces(Address key) {
    return chain.transactionCount(key, DefaultBlockParameterName.LATEST);
  }

  /** Compares a submission with the chain and returns it as it is then. */
  Submission advance(Submission submission) {
    return switch (submission) {
      case Submission.Planned planned -> planned;
      case Submission.Signed signed -> advanceSigned(signed);
      case Submission.Included included -> advanceIncluded(included);
      case Submission.Settled settled -> settled;
    };
  }

  /** Sends bytes that are already kept. What the node answers is only a hint: receipts decide. */
  void broadcast(Submission.Signed signed) {
    sentAt.put(signed.intent().id(), clock.instant());
    try {
      chain.broadcast(signed.newest().transaction().hex());
    } catch (AzraException refused) {
      if (!NodeWords.isHarmless(refused)) {
        held.because(signed, refused);
      }
    }
  }

  private Submission advanceIncluded(Submission.Included included) {
    Optional<TransactionReceipt> receipt = receiptOf(included.signed());
    if (receipt.isPresent()) {
      return include(included.signed(), receipt.get());
    }
    LOG.atWarn()
        .addKeyValue("txHash", included.last().transactionHash())
        .log("intent {}: a reorganisation took it back", included.intent().id());
    store.exclude(included.intent());
    broadcast(included.signed());
    return included.signed();
  }

  private Submission advanceSigned(Submission.Signed signed) {
    Optional<TransactionReceipt> receipt = receiptOf(signed);
    if (receipt.isPresent()) {
      return include(signed, receipt.get());
    }
    if (usedNonces(signed.intent().from()) > signed.nonce()) {
      return advanceOvertaken(signed);
    }
    return push(signed);
  }

  /** Its nonce is used, at the head at least: by one of its own attempts, or by a stranger. */
  private Submission advanceOvertaken(Submission.Signed signed) {
    // Finality is read first: a receipt still missing afterwards was not there at that block.
    Block finalBlock = terms.finality().newest(chain);
    long usedFinally = chain.transactionCount(signed.intent().from(), finalBlock.at());
    Optional<TransactionReceipt> receipt = receiptOf(signed);
    if (receipt.isPresent()) {
      return include(signed, receipt.get());
    }
    if (usedFinally <= signed.nonce()) {
      return signed;
    }
    // another chain has counted: it says nothing about this nonce
    chain.requireOwnId();
    Optional<Bytes32> user = userOf(signed, finalBlock);
    return user.isPresent() ? advanceUsed(signed, user.get()) : signed;
  }

  /**
   * A missing receipt proves nothing: behind a balancer, the node that was asked may lag. So the
   * transaction that used the nonce is looked up; while nobody can show it, the intent is held.
   */
  private Optional<Bytes32> userOf(Submission.Signed signed, Block finalBlock) {
    try {
      return Optional.of(history.user(signed.intent().from(), signed.nonce(), finalBlock.number()));
    } catch (AzraException unknown) {
      held.because(signed, unknown);
      return Optional.empty();
    }
  }

  private Submission advanceUsed(Submission.Signed signed, Bytes32 user) {
    held.release(signed.intent().id());
    // Read again: another process may have raised meanwhile. From now on nothing more can count.
    Submission kept = store.find(signed.intent()).orElse(signed);
    boolean isTaken =
        kept instanceof Submission.Signed latest
            && latest.nonce() == signed.nonce()
            && latest.attempts().stream()
                .noneMatch(attempt -> attempt.transaction().hash().equals(user));
    if (!isTaken) {
      return kept;
    }
    LOG.atWarn()
        .addKeyValue("txHash", user)
        .log("intent {}: a stranger used nonce {}", signed.intent().id(), signed.nonce());
    store.displace(signed.intent(), signed.nonce());
    forget(signed);
    return new Submission.Planned(signed.intent());
  }

  private Submission include(Submission.Signed signed, TransactionReceipt receipt) {
    boolean isFinal = isFinal(receipt);
    Inclusion inclusion = Inclusion.of(receipt);
    store.include(signed.intent(), inclusion, isFinal);
    forget(signed);
    return isFinal
        ? new Submission.Settled(signed.intent(), inclusion)
        : new Submission.Included(signed, inclusion);
  }

  /** The receipt may be older than the answer about finality, and of another branch. */
  private boolean isFinal(TransactionReceipt receipt) {
    return terms.finality().newest(chain).number() >= receipt.block()
        && chain.block(receipt.block()).hash().equals(receipt.blockHash());
  }

  private void forget(Submission.Signed signed) {
    sentAt.remove(signed.intent().id());
    held.release(signed.intent().id());
  }

  private Optional<TransactionReceipt> receiptOf(Submission.Signed signed) {
    return signed.attempts().reversed().stream()
        .map(attempt -> chain.receipt(attempt.transaction().hash()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Sends again what this process has not sent yet, or long ago; then for more, if that helps. */
  private Submission push(Submission.Signed signed) {
    Instant sent = sentAt.get(signed.intent().id());
    if (sent != null && isRecent(sent)) {
      return signed;
    }
    broadcast(signed);
    boolean othersWaitForIt = usedNonces(signed.intent().from()) == signed.nonce();
    return sent != null && othersWaitForIt ? raise(signed) : signed;
  }

  /** A clock that was set back must not make anyone wait for it. */
  private boolean isRecent(Instant sent) {
    Instant now = clock.instant();
    return !now.isBefore(sent) && now.isBefore(sent.plus(terms.raiseAfter()));
  }

  private Submission raise(Submission.Signed signed) {
    Attempt raised;
    try {
      raised = signing.raise(signed);
    } catch (AzraException mayNot) {
      held.because(signed, mayNot);
      return signed;
    }
    Submission kept = store.raise(signed.intent(), signed.newest(), raised);
    if (kept instanceof Submission.Signed again) {
      broadcast(again);
    }
    return kept;
  }
}
