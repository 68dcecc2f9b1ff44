// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.nodes;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.Tee;
import network.azracode.service.chain.spi.Rows;

/**
 * A policy as it stands. Times are Unix seconds.
 *
 * @param digest keccak256 of the policy document's bytes
 * @param minStake bonded stake that a node needs, in token base units
 * @param lifetimeSeconds longest validity of a verdict, from its appraisal
 * @param teeMask accepted TEEs: bit {@code 1 << tee}
 * @param timeBucketSeconds times in receipts are rounded down to a multiple of this
 * @param unitBucket compute units in receipts are rounded up to a multiple of this
 * @param feeBps protocol fee in hundredths of a percent of the payment
 * @param graceUntil present once it is retired: when it ends
 * @param suspendedUntil present once it was suspended: no new business before this time
 */
public record PolicyState(
    PolicyId policy,
    Bytes32 digest,
    BigInteger minStake,
    int lifetimeSeconds,
    int teeMask,
    int timeBucketSeconds,
    int unitBucket,
    int feeBps,
    long publishedAt,
    Optional<Long> graceUntil,
    Optional<Long> suspendedUntil) {

  public boolean accepts(Tee tee) {
    return (teeMask >> tee.code() & 1) == 1;
  }

  static PolicyState of(ResultSet row) throws SQLException {
    return new PolicyState(
        new PolicyId(row.getInt("policy")),
        Rows.bytes32(row, "digest"),
        Rows.number(row, "min_stake"),
        row.getInt("lifetime_seconds"),
        row.getInt("tee_mask"),
        row.getInt("time_bucket_seconds"),
        row.getInt("unit_bucket"),
        row.getInt("fee_bps"),
        row.getLong("published_at"),
        Rows.optionalLong(row, "grace_until"),
        Rows.optionalLong(row, "suspended_until"));
  }
}
