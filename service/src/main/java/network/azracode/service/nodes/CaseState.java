// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.nodes;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Cause;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.service.chain.spi.Rows;

/**
 * A case against an enclave key, as it stands. Times are unix seconds, amounts token base units.
 *
 * @param evidenceHash in a judged case the digest of the operator's EvidenceSubmission
 * @param jobId zero in a judged case, as are {@code harmed} and {@code reporter}
 * @param endedAt when it was vetoed or executed
 * @param slashed taken from bonded and unbonding stake together; present once executed
 */
public record CaseState(
    long caseId,
    NodeId nodeId,
    Address signer,
    Cause cause,
    int slashBps,
    long faultAt,
    long openedAt,
    long executableAt,
    Bytes32 evidenceHash,
    Bytes32 jobId,
    Address harmed,
    BigInteger maxCompensation,
    Address reporter,
    State state,
    Bytes32 openedTransaction,
    Optional<Long> endedAt,
    Optional<Bytes32> endedTransaction,
    Optional<BigInteger> slashed,
    Optional<BigInteger> compensation,
    Optional<BigInteger> reward) {

  /** How far a case has come. */
  public enum State {
    OPEN,
    VETOED,
    EXECUTED
  }

  /** Whether anyone may execute it at that time: the first second of it is too late for a veto. */
  public boolean isDueAt(long time) {
    return state == State.OPEN && time >= executableAt;
  }

  static CaseState of(ResultSet row) throws SQLException {
    return new CaseState(
        row.getLong("case_id"),
        new NodeId(row.getLong("node_id")),
        Rows.address(row, "signer"),
        Cause.ofCode(row.getInt("cause")),
        row.getInt("slash_bps"),
        row.getLong("fault_at"),
        row.getLong("opened_at"),
        row.getLong("executable_at"),
        Rows.bytes32(row, "evidence_hash"),
        Rows.bytes32(row, "job_id"),
        Rows.address(row, "harmed"),
        Rows.number(row, "max_compensation"),
        Rows.address(row, "reporter"),
        State.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT)),
        Rows.bytes32(row, "opened_transaction"),
        Rows.optionalLong(row, "ended_at"),
        Rows.optionalBytes32(row, "ended_transaction"),
        Rows.optionalNumber(row, "from_stake").map(stake -> stake.add(unbonding(row))),
        Rows.optionalNumber(row, "compensation"),
        Rows.optionalNumber(row, "reward"));
  }

  private static BigInteger unbonding(ResultSet row) {
    try {
      return Rows.number(row, "from_unbonding");
    } catch (SQLException e) {
      throw new IllegalStateException("expected both parts of a slash", e);
    }
  }
}
