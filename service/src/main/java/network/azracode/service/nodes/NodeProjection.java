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
  private static final String CASE = "uint64 indexed caseId, uint64 indexed nodeId, ";

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
                "key_condemnations",
                "KeyCondemned(uint64 indexed nodeId, address indexed signer, uint24 policy, "
                    + "uint32 until)")
            .renamed("until", "valid_until"),
        of(
            "case_openings",
            "CaseOpened("
                + CASE
                + "address indexed signer, uint8 cause, uint16 slashBps, uint40 faultAt, "
                + "uint40 executableAt, bytes32 evidenceHash, bytes32 jobId, address harmed, "
                + "uint96 maxCompensation, address reporter)"),
        of("case_vetoes", "CaseVetoed(uint64 indexed caseId, uint64 indexed nodeId)"),
        of(
            "case_executions",
            "CaseExecuted("
                + CASE
                + "address indexed treasury, uint96 fromStake, uint96 fromUnbonding, "
                + "uint96 compensation, uint96 reward)"),
        of(
            "withdrawal_holds",
            "WithdrawalHeld(uint64 indexed nodeId, uint40 releaseAt, uint40 holdUntil)"),
        of("owed_claims", "OwedClaimed(address indexed account, uint128 amount)"),
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
