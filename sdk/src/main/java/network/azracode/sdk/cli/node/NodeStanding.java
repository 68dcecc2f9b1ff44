// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.node;

import java.math.BigInteger;
import java.time.Instant;
import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.cli.options.TokenAmounts;
import network.azracode.sdk.ledger.Block;
import network.azracode.sdk.ledger.Node;
import network.azracode.sdk.ledger.NodeStatus;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.PolicyId;

/**
 * A node as it was after one block. Amounts are token base units as decimal strings, times Unix
 * seconds.
 *
 * @param takesJobs whether a job for it could be opened in the next block
 * @param validUntil end of its verdict; 0: never attested
 * @param releaseAt when unbonding stake can be withdrawn; 0: none ever unbonded
 */
record NodeStanding(
    NodeId nodeId,
    boolean takesJobs,
    Address operator,
    Address payout,
    String stake,
    String unbonding,
    long releaseAt,
    NodeStatus status,
    PolicyId policy,
    Address signer,
    long validUntil,
    int openCases,
    String earned,
    long jobs,
    long block,
    Bytes32 blockHash) {

  /** As of the head. */
  static NodeStanding of(NodeId nodeId, Contracts contracts) {
    Block head = contracts.chain().head();
    var registry = contracts.registry().at(head);
    Node node = registry.node(nodeId);
    var earnings = contracts.settlement().at(head).earnings(nodeId);
    return new NodeStanding(
        nodeId,
        registry.admission(nodeId).until() > head.time(),
        node.operator(),
        node.payout(),
        node.stake().toString(),
        node.unbonding().toString(),
        node.releaseAt(),
        node.status(),
        node.policy(),
        node.signer(),
        node.validUntil(),
        node.openCases(),
        earnings.net().toString(),
        earnings.jobs(),
        head.number(),
        head.hash());
  }

  String text(TokenAmounts amounts) {
    return """
    node       %s: %s
    operator   %s
    payout     %s
    stake      %s
    unbonding  %s
    attested   %s
    cases      %d open
    earned     %s unclaimed, %d jobs settled in all
    as of      block %d, %s\
    """
        .formatted(
            nodeId,
            takesJobs ? "takes jobs" : "takes no jobs",
            operator,
            payout,
            amounts.text(new BigInteger(stake)),
            unbondingText(amounts),
            attestedText(),
            openCases,
            amounts.text(new BigInteger(earned)),
            jobs,
            block,
            blockHash);
  }

  private String unbondingText(TokenAmounts amounts) {
    var units = new BigInteger(unbonding);
    return units.signum() == 0
        ? "nothing"
        : amounts.text(units) + ", released at " + Instant.ofEpochSecond(releaseAt);
  }

  private String attestedText() {
    return validUntil == 0
        ? "never"
        : "until %s, policy %s, key %s"
            .formatted(Instant.ofEpochSecond(validUntil), policy, signer);
  }
}
