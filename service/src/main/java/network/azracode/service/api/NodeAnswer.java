// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import java.math.BigInteger;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Tee;
import network.azracode.service.attestation.SignedOffer;
import network.azracode.service.nodes.NodeState;
import network.azracode.service.nodes.NodeVerdict;
import org.jspecify.annotations.Nullable;

/**
 * A node as it stands. Amounts are base units of the token, times are unix seconds; what belongs to
 * a verdict is null without one for the present operator.
 *
 * @param releaseAt first second at which what unbonds can be withdrawn
 * @param validUntil last second at which the verdict counts
 * @param earningsNet earned and not yet claimed
 * @param offer the operator's standing offer
 */
record NodeAnswer(
    NodeId nodeId,
    Address operator,
    Address payout,
    @Nullable Address pendingOperator,
    BigInteger stake,
    BigInteger unbonding,
    @Nullable Long releaseAt,
    @Nullable Address signer,
    @Nullable Bytes32 sealingKey,
    @Nullable PolicyId policy,
    @Nullable Tee tee,
    @Nullable TcbStatus tcbStatus,
    @Nullable Bytes32 evidenceHash,
    @Nullable Long appraisedAt,
    @Nullable Long validUntil,
    BigInteger earningsNet,
    BigInteger earningsFee,
    long earningsJobs,
    long registeredAt,
    @Nullable OfferAnswer offer) {

  static NodeAnswer of(NodeState node, @Nullable SignedOffer offer) {
    NodeVerdict verdict = node.verdict().orElse(null);
    return new NodeAnswer(
        node.nodeId(),
        node.operator(),
        node.payout(),
        node.pendingOperator().orElse(null),
        node.stake(),
        node.unbonding(),
        node.releaseAt().orElse(null),
        verdict == null ? null : verdict.signer(),
        verdict == null ? null : verdict.sealingKey(),
        verdict == null ? null : verdict.policy(),
        verdict == null ? null : verdict.tee(),
        verdict == null ? null : verdict.tcbStatus(),
        verdict == null ? null : verdict.evidenceHash(),
        verdict == null ? null : verdict.appraisedAt(),
        verdict == null ? null : verdict.validUntil(),
        node.earningsNet(),
        node.earningsFee(),
        node.earningsJobs(),
        node.registeredAt(),
        offer == null ? null : OfferAnswer.of(offer));
  }
}
