// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import java.math.BigInteger;
import network.azracode.contracts.NodeRegistry;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.PolicyId;

/** All that the registry stores of a node. Amounts are token base units, times unix seconds. */
public record Node(
    Address operator,
    BigInteger stake,
    Address signer,
    long validUntil,
    long appraisedAt,
    PolicyId policy,
    NodeStatus status,
    Address payout,
    BigInteger unbonding,
    Address pendingOperator,
    long releaseAt,
    int openCases,
    long holdUntil) {
  static Node of(NodeRegistry.Node node) {
    return new Node(
        Address.of(node.operator),
        node.stake,
        Address.of(node.signer),
        node.validUntil.longValueExact(),
        node.appraisedAt.longValueExact(),
        new PolicyId(node.policy.intValueExact()),
        NodeStatus.values()[node.status.intValueExact()],
        Address.of(node.payout),
        node.unbonding,
        Address.of(node.pendingOperator),
        node.releaseAt.longValueExact(),
        node.openCases.intValueExact(),
        node.holdUntil.longValueExact());
  }
}
