// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.Optional;
import network.azracode.sdk.ledger.SettlingCall;
import network.azracode.sdk.ledger.SignedReceipt;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.Domain;
import network.azracode.service.attestation.ReceiptStore.Contradiction;
import network.azracode.service.chain.spi.AsOf;
import network.azracode.service.chain.spi.Ledger;
import network.azracode.service.transactions.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One receipt that somebody showed, and a settlement that tells another story of the same job, are
 * two receipts: the enclave's signature under the other one stands in the transaction that settled.
 */
@Component
class Contradictions {
  private static final Logger LOG = LoggerFactory.getLogger(Contradictions.class);

  private final ReceiptStore receipts;
  private final ReceiptBook book;
  private final Outbox outbox;
  private final Ledger ledger;
  private final Deployment deployment;
  private final Domain settlement;
  private final Grievances<Bytes32> grievances = new Grievances<>();
  private long sinceBlock = -1;
  private long sinceTime;

  Contradictions(
      ReceiptStore receipts,
      ReceiptBook book,
      Outbox outbox,
      Ledger ledger,
      Deployment deployment) {
    this.receipts = receipts;
    this.book = book;
    this.outbox = outbox;
    this.ledger = ledger;
    this.deployment = deployment;
    this.settlement = deployment.settlementDomain();
  }

  /** Looks at what came since the last look that went through, from the first on at all. */
  void look() {
    if (outbox.isOpen()) {
      long headTime = ledger.head().time();
      long finalBlock = ledger.finalized().map(AsOf::block).orElse(-1L);
      receipts.contradicted(sinceBlock, sinceTime).forEach(this::show);
      sinceBlock = finalBlock;
      sinceTime = headTime;
    }
  }

  private void show(Contradiction contradiction) {
    Optional<Posting> other =
        outbox
            .callOf(contradiction.settledBy())
            .filter(call -> call.to().equals(deployment.settlement()))
            .flatMap(call -> SettlingCall.read(call.data(), settlement))
            .flatMap(settling -> ofSameJob(settling, contradiction.posting()));
    if (other.isPresent()) {
      switch (other.get()) {
        case ReceiptPosting posting -> book.post(posting);
        case SessionReceiptPosting posting -> book.post(posting);
      }
    } else if (grievances.isNew(contradiction.settledBy(), "receipt.hidden")) {
      LOG.warn(
          "job {} was settled by another receipt than was shown, and transaction {} does not tell its"
              + " signature: whoever has that receipt can show it",
          contradiction.posting().jobId(settlement),
          contradiction.settledBy());
    }
  }

  private Optional<Posting> ofSameJob(SettlingCall settling, Posting shown) {
    return switch (settling) {
      case SettlingCall.OfJobs jobs ->
          row(jobs.terms().indexOf(shown instanceof ReceiptPosting job ? job.terms() : null))
              .map(row -> posting(jobs, row));
      case SettlingCall.OfSession session ->
          shown instanceof SessionReceiptPosting job && job.terms().equals(session.terms())
              ? row(session.places().indexOf(job.place())).map(row -> posting(session, row))
              : Optional.empty();
    };
  }

  private static Optional<Integer> row(int index) {
    return index < 0 ? Optional.empty() : Optional.of(index);
  }

  private static Posting posting(SettlingCall.OfJobs jobs, int row) {
    SignedReceipt signed = jobs.signed(row);
    return new ReceiptPosting(
        jobs.terms().get(row),
        signed.receipt(),
        signed.batch().receiptHashes(),
        row,
        signed.signature());
  }

  private static Posting posting(SettlingCall.OfSession session, int row) {
    SignedReceipt signed = session.signed(row);
    return new SessionReceiptPosting(
        session.terms(),
        session.places().get(row),
        signed.receipt(),
        signed.batch().receiptHashes(),
        row,
        signed.signature());
  }
}
