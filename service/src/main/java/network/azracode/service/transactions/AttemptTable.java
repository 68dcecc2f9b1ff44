// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.transactions;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import network.azracode.sdk.ledger.sending.Attempt;
import network.azracode.sdk.ledger.sending.Fees;
import network.azracode.sdk.ledger.sending.SignedTransaction;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Signed transactions by key and nonce. */
final class AttemptTable {
  private final JdbcClient jdbc;

  AttemptTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(Address key, int position, Attempt attempt) {
    jdbc.sql(
            """
            INSERT INTO submission_attempts (transaction_hash, key, nonce, position, signed,
              gas_limit, tip_wei, max_fee_wei, signed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)\
            """)
        .params(
            attempt.transaction().hash().toByteArray(),
            key.toByteArray(),
            attempt.nonce(),
            position,
            attempt.transaction().bytes(),
            attempt.gasLimit(),
            attempt.fees().tip(),
            attempt.fees().max(),
            attempt.signedAt().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** In order of signing. */
  List<Attempt> of(Address key, long nonce) {
    return jdbc.sql(
            "SELECT * FROM submission_attempts WHERE key = ? AND nonce = ? ORDER BY position")
        .params(key.toByteArray(), nonce)
        .query((row, index) -> attempt(row))
        .list();
  }

  private static Attempt attempt(ResultSet row) throws SQLException {
    return new Attempt(
        row.getLong("nonce"),
        row.getLong("gas_limit"),
        new Fees(
            row.getBigDecimal("tip_wei").toBigIntegerExact(),
            row.getBigDecimal("max_fee_wei").toBigIntegerExact()),
        new SignedTransaction(Bytes32.of(row.getBytes("transaction_hash")), row.getBytes("signed")),
        row.getObject("signed_at", OffsetDateTime.class).toInstant());
  }
}
