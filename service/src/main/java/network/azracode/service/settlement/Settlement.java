// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.settlement;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Tee;
import network.azracode.service.chain.spi.Position;
import network.azracode.service.chain.spi.Rows;

/**
 * One payment, final. Amounts are base units of the token, times are Unix seconds.
 *
 * @param operator who operated the node when it settled
 * @param paid what left the client, {@code fee} included
 * @param refunded what went back of the locked money
 * @param startedAt rounded down to the policy's bucket, like the two that follow
 */
public record Settlement(
    Position position,
    JobId jobId,
    NodeId nodeId,
    Address operator,
    Address client,
    BigInteger computeUnits,
    BigInteger paid,
    BigInteger fee,
    BigInteger refunded,
    long startedAt,
    long finishedAt,
    long wipedAt,
    Bytes32 resultCommitment,
    long openedAt,
    long settledAt,
    Bytes32 transactionHash,
    NodeAttested nodeAttested) {

  /**
   * The verdict that stood behind the node when the job was opened.
   *
   * @param policyDigest of the document that names the code
   * @param appraisedAt Unix seconds, like {@code validUntil}
   * @param stake bonded behind the node at that moment, in base units of the token
   * @param transactionHash that brought the verdict on chain
   */
  public record NodeAttested(
      PolicyId policy,
      Tee tee,
      TcbStatus tcbStatus,
      Bytes32 verdictEvidenceHash,
      Address signer,
      Bytes32 policyDigest,
      long appraisedAt,
      long validUntil,
      BigInteger stake,
      Bytes32 transactionHash) {

    static NodeAttested of(ResultSet row) throws SQLException {
      return new NodeAttested(
          new PolicyId(row.getInt("policy")),
          Tee.ofCode(row.getInt("tee")),
          TcbStatus.ofCode(row.getInt("tcb_status")),
          Rows.bytes32(row, "evidence_hash"),
          Rows.address(row, "signer"),
          Rows.bytes32(row, "policy_digest"),
          row.getLong("appraised_at"),
          row.getLong("valid_until"),
          Rows.number(row, "stake_at_opening"),
          Rows.bytes32(row, "verdict_transaction"));
    }
  }

  static Settlement of(ResultSet row) throws SQLException {
    return new Settlement(
        new Position(row.getLong("block_number"), row.getInt("log_index")),
        new JobId(Rows.bytes32(row, "job_id")),
        new NodeId(row.getLong("node_id")),
        Rows.address(row, "operator"),
        Rows.address(row, "client"),
        Rows.number(row, "compute_units"),
        Rows.number(row, "paid"),
        Rows.number(row, "fee"),
        Rows.number(row, "refunded"),
        row.getLong("started_at"),
        row.getLong("finished_at"),
        row.getLong("wiped_at"),
        Rows.bytes32(row, "result_commitment"),
        row.getLong("opened_at"),
        row.getLong("settled_at"),
        Rows.bytes32(row, "transaction_hash"),
        NodeAttested.of(row));
  }
}
