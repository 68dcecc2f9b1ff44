// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.jobs;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.service.chain.spi.Position;
import network.azracode.service.chain.spi.Rows;

/**
 * A job as it stands. Amounts are base units of the token, times are Unix seconds.
 *
 * @param signer the enclave key whose receipt alone settles it
 * @param deadline last second at which it settles
 * @param policy under which its node was attested at the opening, with that policy's fee
 * @param nonce of its terms; unsigned 64 bits
 * @param opened position of its opening, at the time {@code openedAt}
 */
public record Job(
    JobId jobId,
    Address client,
    NodeId nodeId,
    Address signer,
    BigInteger maxPrice,
    BigInteger unitPrice,
    long deadline,
    Bytes32 specCommitment,
    BigInteger nonce,
    PolicyId policy,
    int feeBps,
    JobState state,
    Position opened,
    long openedAt,
    Bytes32 openedTransaction,
    Optional<JobEnding> ending) {

  static Job of(ResultSet row) throws SQLException {
    JobState state = JobState.of(row.getString("state"));
    return new Job(
        new JobId(Rows.bytes32(row, "job_id")),
        Rows.address(row, "client"),
        new NodeId(row.getLong("node_id")),
        Rows.address(row, "signer"),
        Rows.number(row, "max_price"),
        Rows.number(row, "unit_price"),
        row.getLong("deadline"),
        Rows.bytes32(row, "spec_commitment"),
        Rows.number(row, "nonce"),
        new PolicyId(row.getInt("policy")),
        row.getInt("fee_bps"),
        state,
        new Position(row.getLong("opened_block"), row.getInt("opened_index")),
        row.getLong("opened_at"),
        Rows.bytes32(row, "opened_transaction"),
        state == JobState.OPEN ? Optional.empty() : Optional.of(JobEnding.of(row)));
  }
}
