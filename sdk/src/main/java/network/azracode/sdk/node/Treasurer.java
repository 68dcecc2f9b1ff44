// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import network.azracode.sdk.enclave.Limits;
import network.azracode.sdk.ledger.ContractReverted;
import network.azracode.sdk.ledger.Earnings;
import network.azracode.sdk.ledger.Job;
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
  private final LongSupplier headTime;
  private final Sender hot;
  private final BatchSigner batches;
  private final Unsettled unsettled;

  /** What is signed and goes out next; what has been sent is sent again as it was. */
  private final Deque<Batch> ready = new ArrayDeque<>();

  private final AtomicInteger outstanding = new AtomicInteger();
  private volatile boolean failing;

  /** Rows that go to the chain together, under one signature of their enclave. */
  private record Batch(List<FinishedJob> jobs, CompactSignature signature) {
    static Batch ofOne(FinishedJob job) {
      return new Batch(List.of(job), job.outcome().signature());
    }

    /** The same receipts are always the same intent, which is never sent twice. */
    String intentId() {
      Receipt[] receipts =
          jobs.stream().map(job -> job.outcome().receipt()).toArray(Receipt[]::new);
      return "settle-" + ReceiptBatch.of(receipts).structHash();
    }

    List<SettledJob> rows() {
      return jobs.stream()
          .map(job -> new SettledJob(job.terms(), job.outcome().receipt()))
          .toList();
    }
  }

  /**
   * What became of receipts.
   *
   * @param skipped by the contract: not open any more, or late
   * @param ended before they were sent: settled or refunded already, or past their deadline
   */
  record Settled(int paid, List<JobId> skipped, List<JobId> ended) {
    static final Settled NOTHING = new Settled(0, List.of(), List.of());

    Settled and(Settled that) {
      return new Settled(
          paid + that.paid, joined(skipped, that.skipped), joined(ended, that.ended));
    }

    private static List<JobId> joined(List<JobId> some, List<JobId> others) {
      var both = new ArrayList<>(some);
      both.addAll(others);
      return List.copyOf(both);
    }
  }

  /** Who signs for many receipts at once; an enclave. */
  @FunctionalInterface
  interface BatchSigner {
    /** Empty if no such enclave lives, or it does not remember them all. */
    Optional<CompactSignature> sign(Address signer, List<JobId> jobs);
  }

  /**
   * @param headTime unix seconds of the chain's newest block
   * @param kept receipts of earlier runs, settled or not
   */
  Treasurer(
      NodeId nodeId,
      SettlementContract settlement,
      LongSupplier headTime,
      Sender hot,
      BatchSigner batches,
      List<FinishedJob> kept) {
    this.batches = batches;
    this.nodeId = nodeId;
    this.settlement = settlement;
    this.headTime = headTime;
    this.hot = hot;
    this.unsettled = new Unsettled(kept);
    outstanding.set(kept.size());
  }

  /** Waits while too many are unsettled: then no further job is taken on either. */
  void add(FinishedJob job) {
    outstanding.incrementAndGet();
    unsettled.add(job.withoutResult());
  }

  /** Receipts whose end is not known yet. */
  int outstanding() {
    return outstanding.get();
  }

  /** Whether the latest attempt came to nothing, such as for a chain that is gone. */
  boolean isFailing() {
    return failing;
  }

  /**
   * Settles what waits, of one key at a time; waits for something. What has ended on chain is not
   * sent; rows that the contract skips all the same are told apart.
   */
  Settled settleNext() throws InterruptedException {
    List<FinishedJob> taken = ready.isEmpty() ? unsettled.takeBatch(Limits.MAX_BATCH) : List.of();
    try {
      Settled settled = prepare(taken);
      while (!ready.isEmpty()) {
        settled = settled.and(settle(ready.getFirst()));
      }
      failing = false;
      return settled;
    } catch (RuntimeException e) {
      failing = true;
      throw e;
    }
  }

  /**
   * One request tells which are still open; a receipt of an earlier run has mostly been settled.
   */
  private Settled prepare(List<FinishedJob> taken) {
    if (taken.isEmpty()) {
      return Settled.NOTHING;
    }
    try {
      List<Job> slots = settlement.latest().jobs(taken.stream().map(FinishedJob::id).toList());
      long now = headTime.getAsLong();
      List<FinishedJob> payable =
          IntStream.range(0, taken.size())
              .filter(i -> slots.get(i).isOpen() && now < slots.get(i).deadline())
              .mapToObj(taken::get)
              .toList();
      batched(payable).forEach(ready::add);
      List<JobId> ended =
          taken.stream().filter(job -> !payable.contains(job)).map(FinishedJob::id).toList();
      outstanding.addAndGet(-ended.size());
      return new Settled(0, List.of(), ended);
    } catch (RuntimeException e) {
      taken.forEach(unsettled::giveBack);
      throw e;
    }
  }

  /** Together if their enclave still lives and remembers them, else one by one. */
  private List<Batch> batched(List<FinishedJob> jobs) {
    if (jobs.size() < 2) {
      return jobs.stream().map(Batch::ofOne).toList();
    }
    return batches
        .sign(jobs.getFirst().terms().signer(), jobs.stream().map(FinishedJob::id).toList())
        .map(one -> List.of(new Batch(jobs, one)))
        .orElseGet(() -> jobs.stream().map(Batch::ofOne).toList());
  }

  private Settled settle(Batch batch) {
    try {
      Settled settled = send(batch);
      outstanding.addAndGet(-ready.removeFirst().jobs().size());
      return settled;
    } catch (ContractReverted e) {
      ready.removeFirst();
      refused(batch, e);
      return Settled.NOTHING;
    } catch (AzraException e) {
      if (!e.code().equals(Sender.PENDING)) {
        // others have their turn; what is under way keeps it: again, in other company, the same
        // receipts would pay for gas twice
        ready.removeFirst().jobs().forEach(unsettled::giveBack);
      }
      throw e;
    }
  }

  /** A key or signature that is not accepted spoils a batch; alone, each row speaks for itself. */
  private void refused(Batch batch, ContractReverted why) {
    LOG.warn("{} receipts were refused: {}", batch.jobs().size(), why.getMessage());
    if (batch.jobs().size() > 1) {
      batch.jobs().reversed().forEach(job -> ready.addFirst(Batch.ofOne(job)));
    } else {
      outstanding.decrementAndGet();
    }
  }

  private Settled send(Batch batch) {
    var included = hot.submit(batch.intentId(), settlement.settle(batch.rows(), batch.signature()));
    List<JobId> skipped = settlement.skipped(included);
    int paid = batch.jobs().size() - skipped.size();
    LOG.info("{} jobs settled in {}", paid, included.transactionHash());
    skipped.forEach(id -> LOG.warn("job {} was not open any more, or late: nothing was paid", id));
    return new Settled(paid, skipped, List.of());
  }

  /** Claims once enough has been earned. */
  void claim(BigInteger atLeast) {
    Earnings earnings = settlement.latest().earnings(nodeId);
    if (earnings.net().signum() > 0 && earnings.net().compareTo(atLeast) >= 0) {
      // the number of jobs only rises, so every claim has an intent of its own
      var claimed =
          hot.submit("claim-%s-%d".formatted(nodeId, earnings.jobs()), settlement.claim(nodeId));
      LOG.info("{} base units claimed in {}", earnings.net(), claimed.transactionHash());
    }
  }
}
