// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.nodes;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.service.chain.spi.Position;
import network.azracode.service.chain.spi.Rows;

/**
 * One verdict in a node's history.
 *
 * @param acceptedAt time of the block that accepted it, Unix seconds
 * @param stake bonded behind the node at that moment, in token base units
 */
public record AcceptedVerdict(
    NodeId nodeId,
    Address operator,
    NodeVerdict verdict,
    BigInteger stake,
    Position position,
    long acceptedAt,
    Bytes32 transactionHash) {

  static AcceptedVerdict of(ResultSet row) throws SQLException {
    return new AcceptedVerdict(
        new NodeId(row.getLong("node_id")),
        Rows.address(row, "operator"),
        NodeVerdict.of(row),
        Rows.number(row, "stake"),
        new Position(row.getLong("block_number"), row.getInt("log_index")),
        row.getLong("block_time"),
        Rows.bytes32(row, "transaction_hash"));
  }
}
