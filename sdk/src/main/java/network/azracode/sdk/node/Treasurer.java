// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import network.azracode.sdk.enclave.Limits;
import network.azracode.sdk.ledger.ContractReverted;
import network.azracode.sdk.ledger.Earnings;
import network.azracode.sdk.ledger.SettledJob;
import network.azracode.sdk.ledger.SettlementContract;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Receipt;
import network.azracode.sdk.protocol.ReceiptBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns receipts into earnings and earnings into tokens. */
final class Treasurer {
  private static final Logger LOG = LoggerFactory.getLogger(Treasurer.class);

  private final NodeId nodeId;
  private final SettlementContract settlement;
  private final Sender hot;
  private final BatchSigner batches;
  private final Unsettled unsettled;

  /** Receipts still waiting for the transaction that they were sent in. */
  private List<FinishedJob> pending = List.of();

  /**
   * What became of receipts that were sent.
   *
   * @param skipped by the contract: not open any more, or late
   */
  record Settled(int paid, List<JobId> skipped) {
    static final Settled NOTHING = new Settled(0, List.of());

    Settled and(Settled that) {
      var both = new ArrayList<>(skipped);
      both.addAll(that.skipped);
      return new Settled(paid + that.paid, List.copyOf(both));
    }
  }

  /** Who signs for many receipts at once; an enclave. */
  @FunctionalInterface
  interface BatchSigner {
    /** Empty if no such enclave lives, or it does not remember them all. */
    Optional<CompactSignature> sign(Address signer, List<JobId> jobs);
  }

  /**
   * @param kept receipts of earlier runs, settled or not
   */
  Treasurer(
      NodeId nodeId,
      SettlementContract settlement,
      Sender hot,
      BatchSigner batches,
      List<FinishedJob> kept) {
    this.batches = batches;
    this.nodeId = nodeId;
    this.settlement = settlement;
    this.hot = hot;
    this.unsettled = new Unsettled(kept);
  }

  /** Waits while too many are unsettled: then no further job is taken on either. */
  void add(FinishedJob job) {
    unsettled.add(job);
  }

  /**
   * Settles what waits, of one key at a time; waits for something. What the chain has already
   * settled or refunded is not sent; rows that the contract skips all the same are told apart.
   */
  Settled settleNext() throws InterruptedException {
    List<FinishedJob> taken = pending.isEmpty() ? unsettled.takeBatch(Limits.MAX_BATCH) : pending;
    pending = List.of();
    try {
      return settle(taken.stream().filter(this::isPayable).toList());
    } catch (ContractReverted e) {
      LOG.warn("{} receipts were refused: {}", taken.size(), e.getMessage());
      return Settled.NOTHING;
    } catch (AzraException e) {
      if (e.code().equals(Sender.PENDING)) {
        // under way: another batch with the same receipts would pay for gas twice
        pending = taken;
      } else {
        taken.forEach(unsettled::giveBack);
      }
      throw e;
    }
  }

  /**
   * A receipt of an earlier run has mostly been settled by then; one past its deadline never is.
   */
  private boolean isPayable(FinishedJob job) {
    return settlement.latest().job(job.outcome().receipt().jobId()).isOpen();
  }

  /** Together if their enclave still lives and remembers them, else one by one. */
  private Settled settle(List<FinishedJob> jobs) {
    if (jobs.isEmpty()) {
      return Settled.NOTHING;
    }
    Optional<CompactSignature> signature =
        jobs.size() == 1
            ? Optional.of(jobs.getFirst().outcome().signature())
            : batches.sign(jobs.getFirst().terms().signer(), jobs.stream().map(ids()).toList());
    return signature
        .map(one -> send(jobs, one))
        .orElseGet(() ->
            jobs.stream()
                .map(job -> send(List.of(job), job.outcome().signature()))
                .reduce(Settled.NOTHING, Settled::and));
  }

  /** The same receipts are always the same intent, which is never sent twice. */
  private Settled send(List<FinishedJob> jobs, CompactSignature signature) {
    Receipt[] receipts = jobs.stream().map(job -> job.outcome().receipt()).toArray(Receipt[]::new);
    var rows =
        jobs.stream().map(job -> new SettledJob(job.terms(), job.outcome().receipt())).toList();
    String intentId = "settle-" + ReceiptBatch.of(receipts).structHash();
    var included = hot.submit(intentId, settlement.settle(rows, signature));
    List<JobId> skipped = settlement.skipped(included);
    LOG.info("{} jobs settled in {}", jobs.size() - skipped.size(), included.transactionHash());
    skipped.forEach(id -> LOG.warn("job {} was not open any more, or late: nothing was paid", id));
    return new Settled(jobs.size() - skipped.size(), skipped);
  }

  private static Function<FinishedJob, JobId> ids() {
    return job -> job.outcome().receipt().jobId();
  }

  /** Claims once enough has been earned. */
  void claim(BigInteger atLeast) {
    Earnings earnings = settlement.latest().earnings(nodeId);
    if (earnings.net().signum() > 0 && earnings.net().compareTo(atLeast) >= 0) {
      // the number of jobs only rises, so every claim has an intent of its own
      hot.submit("claim-%s-%d".formatted(nodeId, earnings.jobs()), settlement.claim(nodeId));
    }
  }
}
