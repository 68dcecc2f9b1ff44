// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.nodes;

import java.sql.ResultSet;
import java.sql.SQLException;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Tee;
import network.azracode.service.chain.spi.Rows;

/**
 * What the attestors said of a node's enclave, as the registry accepted it.
 *
 * @param appraisedAt Unix seconds, like {@code validUntil}, the last second at which it counts
 */
public record NodeVerdict(
    Address signer,
    Bytes32 sealingKey,
    PolicyId policy,
    Tee tee,
    TcbStatus tcbStatus,
    Bytes32 evidenceHash,
    long appraisedAt,
    long validUntil) {

  static NodeVerdict of(ResultSet row) throws SQLException {
    return new NodeVerdict(
        Rows.address(row, "signer"),
        Rows.bytes32(row, "sealing_key"),
        new PolicyId(row.getInt("policy")),
        Tee.ofCode(row.getInt("tee")),
        TcbStatus.ofCode(row.getInt("tcb_status")),
        Rows.bytes32(row, "evidence_hash"),
        row.getLong("appraised_at"),
        row.getLong("valid_until"));
  }
}
