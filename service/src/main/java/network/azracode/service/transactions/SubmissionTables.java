// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.transactions;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import network.azracode.sdk.ledger.sending.Attempt;
import network.azracode.sdk.ledger.sending.Inclusion;
import network.azracode.sdk.ledger.sending.Intent;
import network.azracode.sdk.ledger.sending.Submission;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Octets;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The three tables, statement by statement; what belongs together is up to the store. */
@Repository
class SubmissionTables {
  private final JdbcClient jdbc;
  private final AttemptTable attempts;

  SubmissionTables(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.attempts = new AttemptTable(jdbc);
  }

  /** Until the transaction ends, nobody else touches submissions of this key. */
  void lock(Address key) {
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")
        .param("submissions " + key)
        .query((row, index) -> index)
        .single();
  }

  Optional<Intent> intent(String intentId) {
    return jdbc.sql("SELECT * FROM submissions WHERE intent_id = ?")
        .param(intentId)
        .query((row, index) -> intent(row))
        .optional();
  }

  void insert(Intent intent) {
    byte @Nullable [] recipient = intent.to().map(Address::toByteArray).orElse(null);
    jdbc.sql(
            """
            INSERT INTO submissions (intent_id, key, recipient, data)
            VALUES (:id, :key, :to, :data)\
            """)
        .param("id", intent.id())
        .param("key", intent.from().toByteArray())
        .param("to", recipient)
        .param("data", intent.data().toByteArray())
        .update();
  }

  /** How far a known intent has come. */
  Submission submission(Intent intent) {
    return jdbc.sql("SELECT * FROM submission_nonces WHERE intent_id = ? AND NOT displaced")
        .param(intent.id())
        .query((row, index) -> submission(intent, row))
        .optional()
        .orElseGet(() -> new Submission.Planned(intent));
  }

  /** Signed and not final, by nonce. */
  List<Intent> unsettled(Address key) {
    return jdbc.sql(
            """
            SELECT submissions.* FROM submission_nonces JOIN submissions USING (intent_id, key)
            WHERE key = ? AND NOT displaced AND NOT final
            ORDER BY nonce\
            """)
        .param(key.toByteArray())
        .query((row, index) -> intent(row))
        .list();
  }

  /** The lowest that is neither used on chain, nor given to anyone, nor below what is for good. */
  long nextNonce(Address key, long usedOnChain) {
    return jdbc.sql(
            """
            WITH floor AS (
              SELECT greatest(:used, coalesce(max(nonce) + 1, 0)) AS nonce
              FROM submission_nonces WHERE key = :key AND (final OR displaced)
            ), candidates AS (
              SELECT nonce FROM floor
              UNION
              SELECT given.nonce + 1 FROM submission_nonces AS given, floor
              WHERE given.key = :key AND given.nonce >= floor.nonce
            )
            SELECT min(nonce) FROM candidates WHERE NOT EXISTS (
              SELECT FROM submission_nonces AS given
              WHERE given.key = :key AND given.nonce = candidates.nonce)\
            """)
        .param("used", usedOnChain)
        .param("key", key.toByteArray())
        .query(Long.class)
        .single();
  }

  void insertNonce(Intent intent, long nonce) {
    jdbc.sql("INSERT INTO submission_nonces (key, nonce, intent_id) VALUES (?, ?, ?)")
        .params(intent.from().toByteArray(), nonce, intent.id())
        .update();
  }

  void insertAttempt(Intent intent, int position, Attempt attempt) {
    attempts.insert(intent.from(), position, attempt);
  }

  void include(Intent intent, Inclusion inclusion, boolean isFinal) {
    jdbc.sql(
            """
            UPDATE submission_nonces
            SET transaction_hash = ?, block = ?, block_hash = ?, succeeded = ?, final = ?
            WHERE intent_id = ? AND NOT displaced AND NOT final AND EXISTS (
              SELECT FROM submission_attempts AS attempt
              WHERE attempt.key = submission_nonces.key
                AND attempt.nonce = submission_nonces.nonce AND attempt.transaction_hash = ?)\
            """)
        .params(
            inclusion.transactionHash().toByteArray(),
            inclusion.block(),
            inclusion.blockHash().toByteArray(),
            inclusion.succeeded(),
            isFinal,
            intent.id(),
            inclusion.transactionHash().toByteArray())
        .update();
  }

  void exclude(Intent intent) {
    jdbc.sql(
            """
            UPDATE submission_nonces
            SET transaction_hash = NULL, block = NULL, block_hash = NULL, succeeded = NULL
            WHERE intent_id = ? AND NOT displaced AND NOT final\
            """)
        .param(intent.id())
        .update();
  }

  void displace(Intent intent, long nonce) {
    jdbc.sql(
            """
            UPDATE submission_nonces SET displaced = true
            WHERE intent_id = ? AND nonce = ? AND NOT displaced AND transaction_hash IS NULL\
            """)
        .params(intent.id(), nonce)
        .update();
  }

  private Submission submission(Intent intent, ResultSet row) throws SQLException {
    Optional<Inclusion> inclusion = inclusion(row);
    if (row.getBoolean("final")) {
      return new Submission.Settled(intent, inclusion.orElseThrow());
    }
    long nonce = row.getLong("nonce");
    var signed = new Submission.Signed(intent, nonce, attempts.of(intent.from(), nonce));
    return inclusion.isPresent() ? new Submission.Included(signed, inclusion.get()) : signed;
  }

  private static Optional<Inclusion> inclusion(ResultSet row) throws SQLException {
    byte @Nullable [] hash = row.getBytes("transaction_hash");
    return hash == null
        ? Optional.empty()
        : Optional.of(
            new Inclusion(
                Bytes32.of(hash),
                row.getLong("block"),
                Bytes32.of(row.getBytes("block_hash")),
                row.getBoolean("succeeded")));
  }

  private static Intent intent(ResultSet row) throws SQLException {
    return new Intent(
        row.getString("intent_id"),
        Address.of(row.getBytes("key")),
        Optional.ofNullable(row.getBytes("recipient")).map(Address::of),
        Octets.of(row.getBytes("data")));
  }
}
