// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import java.math.BigInteger;
import java.util.List;
import network.azracode.sdk.ledger.Call;
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
  private static final Logger LOG = LoggerFactory.getLogger(Treasurer.class);

  private final NodeId nodeId;
  private final SettlementContract settlement;
  private final Sender hot;
  private final Unsettled unsettled;

  /**
   * @param kept receipts of earlier runs, settled or not
   */
  Treasurer(NodeId nodeId, SettlementContract settlement, Sender hot, List<FinishedJob> kept) {
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
   * Settles the next receipt; waits for one. The same receipt is never sent twice, because the
   * job's id names the intent.
   */
  void settleNext() throws InterruptedException {
    FinishedJob job = unsettled.take();
    var outcome = job.outcome();
    try {
      var row = new SettledJob(job.terms(), outcome.receipt());
      Call settle = settlement.settle(List.of(row), outcome.signature());
      String intentId = "settle-" + outcome.receipt().jobId();
      if (!hot.isFinal(intentId, settle)) {
        hot.submit(intentId, settle);
      }
    } catch (ContractReverted e) {
      LOG.warn("receipt of job {} was refused: {}", outcome.receipt().jobId(), e.getMessage());
    } catch (AzraException e) {
      unsettled.giveBack(job);
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
