// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.jobs;

import static network.azracode.service.chain.spi.EventTable.of;

import java.util.List;
import network.azracode.service.chain.spi.EventTable;
import network.azracode.service.chain.spi.Projection;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Keeps what JobEscrow tells. Openings come first: an ending needs one to stand on. */
@Component
@Order(2)
public class JobProjection implements Projection {
  private static final String JOB =
      "bytes32 indexed jobId, uint64 indexed nodeId, address indexed client, ";
  private static final String SESSION =
      "bytes32 indexed sessionId, uint64 indexed nodeId, address indexed client, ";

  @Override
  public List<EventTable> tables() {
    return List.of(
        of("deposits", "Deposited(address indexed client, address indexed payer, uint128 amount)"),
        of("withdrawals", "Withdrawn(address indexed client, address indexed to, uint128 amount)")
            .renamed("to", "recipient"),
        of(
            "job_openings",
            "JobOpened("
                + JOB
                + "address signer, uint96 maxPrice, uint96 unitPrice, uint40 deadline, "
                + "bytes32 specCommitment, uint64 nonce, uint24 policy, uint16 feeBps)"),
        of("job_cancellations", "JobCancelled(" + JOB + "uint96 amount)"),
        of("job_refunds", "JobRefunded(" + JOB + "uint96 amount)"),
        of(
            "order_invalidations",
            "OrdersInvalidated(address indexed client, uint56 indexed word, uint256 mask)"),
        of(
            "session_openings",
            "SessionOpened("
                + SESSION
                + "uint24 policy, uint96 unitPrice, uint96 cap, uint40 expiry, "
                + "uint32 noticePeriod, uint64 nonce, uint16 feeBps)"),
        of("session_notices", "SessionNoticed(" + SESSION + "uint40 closeAt)"),
        of("session_reclaims", "SessionReclaimed(" + SESSION + "uint96 amount)"));
  }
}
