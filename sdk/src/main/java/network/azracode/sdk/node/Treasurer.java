// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import network.azracode.sdk.ledger.ContractReverted;
import network.azracode.sdk.ledger.Earnings;
import network.azracode.sdk.ledger.SettledJob;
import network.azracode.sdk.ledger.SettlementContract;
import network.azracode.sdk.ledger.sending.Sender;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.NodeId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns receipts into earnings and earnings into tokens. */
final class Treasurer {
  private static final int MAX_UNSETTLED = 10_000;
  private static final Logger LOG = LoggerFactory.getLogger(Treasurer.class);

  private final NodeId nodeId;
  private final SettlementContract settlement;
  private final Sender hot;
  private final BlockingQueue<FinishedJob> unsettled = new LinkedBlockingQueue<>(MAX_UNSETTLED);

  Treasurer(NodeId nodeId, SettlementContract settlement, Sender hot) {
    this.nodeId = nodeId;
    this.settlement = settlement;
    this.hot = hot;
  }

  /** Waits while too many are unsettled: then no further job is taken on either. */
  void add(FinishedJob job) {
    try {
      unsettled.put(job);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AzraException("node.stopping", "expected to queue a receipt, was interrupted", e);
    }
  }

  /**
   * Settles the next receipt; waits for one. The same receipt is never sent twice, because the
   * job's id names the intent.
   */
  void settleNext() throws InterruptedException {
    FinishedJob job = unsettled.take();
    var outcome = job.outcome();
    try {
      var row = new SettledJob(job.terms(), outcome.receipt());
      hot.submit(
          "settle-" + outcome.receipt().jobId(),
          settlement.settle(List.of(row), outcome.signature()));
    } catch (ContractReverted e) {
      LOG.warn("receipt of job {} was refused: {}", outcome.receipt().jobId(), e.getMessage());
    } catch (AzraException e) {
      unsettled.put(job);
      throw e;
    }
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
