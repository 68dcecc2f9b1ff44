// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.jobs;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.service.chain.spi.Rows;

/**
 * How a job ended.
 *
 * @param refunded what went back to the client
 * @param endedAt time of the block, Unix seconds
 * @param receipt present iff it was settled
 */
public record JobEnding(
    BigInteger refunded,
    long endedBlock,
    long endedAt,
    Bytes32 transactionHash,
    Optional<JobReceipt> receipt) {

  /**
   * What the enclave signed and what was paid for it.
   *
   * @param startedAt Unix seconds, rounded down to the policy's bucket, like the two that follow
   */
  public record JobReceipt(
      BigInteger computeUnits,
      BigInteger paid,
      BigInteger fee,
      long startedAt,
      long finishedAt,
      long wipedAt,
      Bytes32 resultCommitment) {

    static JobReceipt of(ResultSet row) throws SQLException {
      return new JobReceipt(
          Rows.number(row, "compute_units"),
          Rows.number(row, "paid"),
          Rows.number(row, "fee"),
          row.getLong("started_at"),
          row.getLong("finished_at"),
          row.getLong("wiped_at"),
          Rows.bytes32(row, "result_commitment"));
    }
  }

  static JobEnding of(ResultSet row) throws SQLException {
    boolean settled = row.getBytes("result_commitment") != null;
    return new JobEnding(
        Rows.number(row, "refunded"),
        row.getLong("ended_block"),
        row.getLong("ended_at"),
        Rows.bytes32(row, "ended_transaction"),
        settled ? Optional.of(JobReceipt.of(row)) : Optional.empty());
  }
}
