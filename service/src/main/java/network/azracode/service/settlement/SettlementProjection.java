// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.settlement;

import static network.azracode.service.chain.spi.EventTable.of;

import java.util.List;
import network.azracode.service.chain.spi.EventTable;
import network.azracode.service.chain.spi.Projection;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Keeps what Settlement tells of receipts and claims. */
@Component
@Order(3)
public class SettlementProjection implements Projection {
  private static final String JOB =
      "bytes32 indexed jobId, uint64 indexed nodeId, address indexed client";

  @Override
  public List<EventTable> tables() {
    return List.of(
        of(
            "settlements",
            "JobSettled("
                + JOB
                + ", uint64 computeUnits, uint96 payment, uint96 fee, uint96 refund, "
                + "uint40 startedAt, uint40 finishedAt, uint40 wipedAt, bytes32 resultCommitment)"),
        of("receipt_skips", "ReceiptSkipped(" + JOB + ")"),
        of(
                "claims",
                "EarningsClaimed(uint64 indexed nodeId, address indexed payout, uint112 amount)")
            .renamed("payout", "recipient")
            .with("part", "net"),
        of("claims", "FeesClaimed(uint64 indexed nodeId, address indexed treasury, uint96 amount)")
            .renamed("treasury", "recipient")
            .with("part", "fee"),
        of(
            "session_jobs",
            "SessionJobSettled(bytes32 indexed sessionId, uint32 index, uint64 computeUnits, "
                + "bytes32 resultCommitment)"),
        of(
            "session_receipt_skips",
            "SessionReceiptSkipped(bytes32 indexed sessionId, uint72 index)"),
        of(
            "session_settlements",
            "SessionSettled(bytes32 indexed sessionId, uint64 indexed nodeId, "
                + "address indexed client, address signer, uint32 jobs, uint96 payment, "
                + "uint96 fee, uint32 nextIndex)"));
  }
}
