// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.List;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.service.chain.spi.Ledger;
import network.azracode.service.nodes.Verdicts;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes receipts from whoever has them: client, operator, bystander. Only a key that the registry
 * knows can fill a row, and two receipts of it for one job are all that anybody needs.
 */
@Component
public class ReceiptBook {
  private static final int MAX_RECEIPTS_PER_NODE_AND_DAY = 10_000;
  private static final int ENOUGH = 2;
  private static final long MAX_PLACE = 4_294_967_294L;

  private final ReceiptStore receipts;
  private final Verdicts verdicts;
  private final Ledger ledger;
  private final Domain settlement;

  ReceiptBook(ReceiptStore receipts, Verdicts verdicts, Ledger ledger, Deployment deployment) {
    this.receipts = receipts;
    this.verdicts = verdicts;
    this.ledger = ledger;
    this.settlement = deployment.settlementDomain();
  }

  /**
   * What is known of a job after a receipt was shown.
   *
   * @param receipts different ones seen of this key for this job, one or two
   * @param equivocation whether its key signed two: this service proves it on chain
   */
  public record Seen(JobId jobId, int receipts, boolean equivocation) {}

  /**
   * Keeps a receipt; the same one again changes nothing.
   *
   * @throws AzraException {@code receipt.job}, {@code receipt.batch}, {@code receipt.signature},
   *     {@code receipt.key} or {@code receipt.too-many}
   */
  @Transactional
  public Seen post(ReceiptPosting posting) {
    return take(posting);
  }

  /**
   * As above, for a job of a session.
   *
   * @throws AzraException as above, or {@code receipt.place}
   */
  @Transactional
  public Seen post(SessionReceiptPosting posting) {
    if (posting.place() < 0 || posting.place() > MAX_PLACE) {
      throw new AzraException(
          "receipt.place",
          "place in the session: expected 0 to %d, found %d".formatted(MAX_PLACE, posting.place()));
    }
    return take(posting);
  }

  private Seen take(Posting posting) {
    JobId jobId = posting.jobId(settlement);
    requireOfThisJob(jobId, posting);
    requireInBatch(posting);
    Address signer = requireSigned(posting);
    requireKnownKey(posting.nodeId(), signer);
    receipts.lock(posting.nodeId());
    List<Bytes32> seen = receipts.hashes(jobId, signer);
    if (seen.size() < ENOUGH && !seen.contains(posting.receipt().structHash())) {
      keep(jobId, signer, posting);
    }
    int count = receipts.hashes(jobId, signer).size();
    return new Seen(jobId, count, count == ENOUGH);
  }

  private void keep(JobId jobId, Address signer, Posting posting) {
    long now = ledger.head().time();
    NodeId nodeId = posting.nodeId();
    if (receipts.countOfDay(nodeId, now) >= MAX_RECEIPTS_PER_NODE_AND_DAY) {
      throw new AzraException(
          "receipt.too-many",
          "node %s: expected at most %d receipts in a day"
              .formatted(nodeId, MAX_RECEIPTS_PER_NODE_AND_DAY));
    }
    receipts.insert(jobId, signer, posting, posting.sessionId(settlement), now);
  }

  private static void requireOfThisJob(JobId jobId, Posting posting) {
    if (!posting.receipt().jobId().equals(jobId)) {
      throw new AzraException(
          "receipt.job",
          "receipt: expected job %s, whose terms are beside it, found %s"
              .formatted(jobId, posting.receipt().jobId()));
    }
  }

  private static void requireInBatch(Posting posting) {
    int index = posting.index();
    List<Bytes32> hashes = posting.receiptHashes();
    if (index < 0
        || index >= hashes.size()
        || !hashes.get(index).equals(posting.receipt().structHash())) {
      throw new AzraException(
          "receipt.batch",
          "batch: expected hash %s at index %d of %d"
              .formatted(posting.receipt().structHash(), index, hashes.size()));
    }
  }

  private Address requireSigned(Posting posting) {
    Address found = posting.signer(settlement);
    posting
        .namedSigner()
        .filter(named -> !named.equals(found))
        .ifPresent(named -> {
          throw new AzraException(
              "receipt.signature",
              "batch: expected the signature of key %s, which the terms name, found that of %s"
                  .formatted(named, found));
        });
    return found;
  }

  /** Else anybody could fill the table with keys of their own. */
  private void requireKnownKey(NodeId nodeId, Address signer) {
    if (!verdicts.hadKey(nodeId, signer).value()) {
      throw new AzraException(
          "receipt.key",
          "node %s: expected a key that it has or had, found %s".formatted(nodeId, signer));
    }
  }
}
