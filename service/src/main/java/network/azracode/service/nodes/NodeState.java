// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.nodes;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.service.chain.spi.Rows;

/**
 * A node as it stands. Amounts are base units of the token.
 *
 * @param payout where earnings and withdrawn stake go
 * @param pendingOperator to whom the node is offered
 * @param stake bonded
 * @param releaseAt first second at which what unbonds can be withdrawn; present while any does
 * @param verdict the last one for the present operator, valid or not
 * @param earningsNet earned and not yet claimed
 * @param earningsFee owed to the treasury and not yet claimed
 * @param earningsJobs settled so far
 */
public record NodeState(
    NodeId nodeId,
    Address operator,
    Address payout,
    Optional<Address> pendingOperator,
    BigInteger stake,
    BigInteger unbonding,
    Optional<Long> releaseAt,
    Optional<NodeVerdict> verdict,
    BigInteger earningsNet,
    BigInteger earningsFee,
    long earningsJobs,
    long registeredAt) {

  /** Whether its verdict counts at that time, Unix seconds. */
  public boolean attestedAt(long time) {
    return verdict.filter(present -> time <= present.validUntil()).isPresent();
  }

  static NodeState of(ResultSet row) throws SQLException {
    boolean attested = row.getBytes("signer") != null;
    return new NodeState(
        new NodeId(row.getLong("node_id")),
        Rows.address(row, "operator"),
        Rows.address(row, "payout"),
        Rows.optionalAddress(row, "pending_operator"),
        Rows.number(row, "stake"),
        Rows.number(row, "unbonding"),
        Rows.optionalLong(row, "release_at"),
        attested ? Optional.of(NodeVerdict.of(row)) : Optional.empty(),
        Rows.number(row, "earnings_net"),
        Rows.number(row, "earnings_fee"),
        row.getLong("earnings_jobs"),
        row.getLong("registered_at"));
  }
}
