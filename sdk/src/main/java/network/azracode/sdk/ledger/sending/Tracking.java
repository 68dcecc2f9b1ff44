// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import network.azracode.sdk.ledger.Block;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.ContractReverted;
import network.azracode.sdk.ledger.RpcException;
import network.azracode.sdk.ledger.TransactionReceipt;
import network.azracode.sdk.protocol.Address;
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

  /** When this process last sent an intent's bytes; forgotten once they are included. */
  private final Map<String, Instant> sentAt = new ConcurrentHashMap<>();

  Tracking(Chain chain, SubmissionStore store, Signing signing, SendingTerms terms, Clock clock) {
    this.chain = chain;
    this.store = store;
    this.signing = signing;
    this.terms = terms;
    this.clock = clock;
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
      case Submission.Included included ->
          included.isFinal() ? included : advanceIncluded(included);
    };
  }

  /** Sends bytes that are already kept. What the node answers is only a hint: receipts decide. */
  void broadcast(Submission.Signed signed) {
    sentAt.put(signed.intent().id(), clock.instant());
    SignedTransaction transaction = signed.newest().transaction();
    try {
      chain.broadcast(transaction.hex());
    } catch (RpcException | ContractReverted refused) {
      LOG.debug("{} not taken: {}", transaction.hash(), refused.getMessage());
    }
  }

  private Submission advanceIncluded(Submission.Included included) {
    Optional<TransactionReceipt> receipt = receiptOf(included.signed());
    if (receipt.isEmpty()) {
      LOG.atWarn()
          .addKeyValue("txHash", included.signed().newest().transaction().hash())
          .log("intent {}: a reorganisation took it back", included.intent().id());
      store.exclude(included.intent());
      broadcast(included.signed());
      return included.signed();
    }
    return include(included.signed(), receipt.get());
  }

  private Submission advanceSigned(Submission.Signed signed) {
    Optional<TransactionReceipt> receipt = receiptOf(signed);
    if (receipt.isPresent()) {
      return include(signed, receipt.get());
    }
    return usedNonces(signed.intent().from()) > signed.nonce()
        ? advanceOvertaken(signed)
        : push(signed);
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
    LOG.atWarn()
        .addKeyValue("txHash", signed.newest().transaction().hash())
        .log("intent {}: a stranger used nonce {}", signed.intent().id(), signed.nonce());
    store.displace(signed.intent(), signed.nonce());
    return new Submission.Planned(signed.intent());
  }

  private Submission include(Submission.Signed signed, TransactionReceipt receipt) {
    boolean isFinal = terms.finality().newest(chain).number() >= receipt.block();
    Inclusion inclusion = Inclusion.of(receipt);
    store.include(signed.intent(), inclusion, isFinal);
    sentAt.remove(signed.intent().id());
    return new Submission.Included(signed, inclusion, isFinal);
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
    if (sent != null && clock.instant().isBefore(sent.plus(terms.raiseAfter()))) {
      return signed;
    }
    broadcast(signed);
    boolean othersWaitForIt = usedNonces(signed.intent().from()) == signed.nonce();
    return sent != null && othersWaitForIt ? raise(signed) : signed;
  }

  private Submission raise(Submission.Signed signed) {
    Optional<Attempt> raised = signing.raise(signed);
    if (raised.isEmpty()) {
      LOG.atWarn()
          .addKeyValue("txHash", signed.newest().transaction().hash())
          .log(
              "intent {}: waits at {} wei per gas, as much as its terms and funds allow",
              signed.intent().id(),
              signed.newest().fees().max());
      return signed;
    }
    Submission kept = store.raise(signed.intent(), signed.newest(), raised.get());
    if (kept instanceof Submission.Signed again) {
      broadcast(again);
    }
    return kept;
  }
}
