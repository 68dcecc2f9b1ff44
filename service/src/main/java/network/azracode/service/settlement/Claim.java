// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.settlement;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.service.chain.spi.Position;
import network.azracode.service.chain.spi.Rows;

/**
 * Earnings that were paid out, in token base units.
 *
 * @param claimedAt time of the block, Unix seconds
 */
public record Claim(
    Position position,
    NodeId nodeId,
    Part part,
    Address recipient,
    BigInteger amount,
    long claimedAt,
    Bytes32 transactionHash) {

  /** Of what was earned: the node's own part, or the protocol's fee. */
  public enum Part {
    NET,
    FEE;

    @Override
    @JsonValue
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Claim of(ResultSet row) throws SQLException {
    return new Claim(
        new Position(row.getLong("block_number"), row.getInt("log_index")),
        new NodeId(row.getLong("node_id")),
        Part.valueOf(row.getString("part").toUpperCase(Locale.ROOT)),
        Rows.address(row, "recipient"),
        Rows.number(row, "amount"),
        row.getLong("block_time"),
        Rows.bytes32(row, "transaction_hash"));
  }
}
