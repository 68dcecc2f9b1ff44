// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.nodes;

import static network.azracode.service.chain.spi.EventTable.of;

import java.util.List;
import network.azracode.service.chain.spi.EventTable;
import network.azracode.service.chain.spi.Projection;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Keeps what NodeRegistry tells. */
@Component
@Order(1)
public class NodeProjection implements Projection {
  private static final String NODE = "uint64 indexed nodeId, address indexed operator, ";

  @Override
  public List<EventTable> tables() {
    return List.of(
        of("node_ownerships", "NodeRegistered(" + NODE + "address indexed payout)")
            .with("cause", "registered"),
        of("node_ownerships", "PayoutSet(" + NODE + "address indexed payout)")
            .with("cause", "payout_set"),
        of(
                "node_ownerships",
                "OperatorTransferred(uint64 indexed nodeId, address indexed previousOperator, "
                    + "address indexed operator)")
            .without("previous_operator")
            .alsoAs("operator", "payout")
            .with("cause", "transferred"),
        of(
            "node_transfer_offers",
            "OperatorTransferStarted(" + NODE + "address indexed pendingOperator)"),
        of("stake_changes", "StakeAdded(" + NODE + "address indexed payer, uint96 amount)")
            .with("change", "added"),
        of("stake_changes", "StakeUnbonded(" + NODE + "uint96 amount, uint40 releaseAt)")
            .with("change", "unbonded"),
        of("stake_changes", "StakeRebonded(" + NODE + "uint96 amount)").with("change", "rebonded"),
        of("stake_changes", "StakeWithdrawn(" + NODE + "address indexed payout, uint96 amount)")
            .with("change", "withdrawn"),
        of(
            "verdicts",
            "NodeAttested("
                + NODE
                + "address indexed signer, bytes32 sealingKey, uint24 policy, uint8 tee, "
                + "uint8 tcbStatus, bytes32 evidenceHash, uint32 appraisedAt, uint32 validUntil)"),
        of(
                "key_retirements",
                "KeyRetired(uint64 indexed nodeId, address indexed signer, uint24 policy, "
                    + "uint32 until)")
            .renamed("until", "valid_until"),
        of(
            "policy_publications",
            "PolicyPublished(uint24 indexed policy, bytes32 indexed digest, uint96 minStake, "
                + "uint24 lifetimeSeconds, uint8 teeMask, uint16 timeBucketSeconds, "
                + "uint24 unitBucket, uint16 feeBps)"),
        of("policy_retirements", "PolicyRetired(uint24 indexed policy, uint32 graceUntil)"),
        of("policy_suspensions", "PolicySuspended(uint24 indexed policy, uint32 suspendedUntil)"),
        of("attestor_changes", "AttestorAdded(address indexed attestor)").with("change", "added"),
        of("attestor_changes", "AttestorRemoved(address indexed attestor)")
            .with("change", "removed"),
        of("threshold_changes", "ThresholdSet(uint8 threshold)"),
        of("guardian_changes", "GuardianSet(address indexed guardian)"),
        of("treasury_changes", "TreasurySet(address indexed treasury)"));
  }
}
