// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import network.azracode.sdk.attestation.Affirmation;
import network.azracode.sdk.attestation.Reason;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.service.attestation.AttestationAnswer.ReasonGiven;
import network.azracode.service.attestation.NodeAttestation.LatestAppraisal;
import network.azracode.service.nodes.PolicyState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Appraisals and their reasons as rows. */
@Repository
class AppraisalStore {
  private static final int MAX_REASONS = 32;
  private static final int MAX_SENTENCE = 500;

  private final JdbcClient jdbc;

  AppraisalStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  record Kept(long appraisalId, Affirmation affirmation) {}

  /** The first appraisal of a package: the one that was answered. */
  Optional<Kept> first(Bytes32 evidenceHash) {
    return jdbc.sql(
            """
            SELECT appraisal_id, affirmation FROM appraisals WHERE evidence_hash = ?
            ORDER BY appraisal_id LIMIT 1\
            """)
        .param(evidenceHash.toByteArray())
        .query((row, index) -> new Kept(row.getLong(1), Affirmation.valueOf(row.getString(2))))
        .optional();
  }

  List<ReasonGiven> reasons(long appraisalId) {
    return jdbc.sql(
            """
            SELECT code, sentence FROM appraisal_reasons WHERE appraisal_id = ?
            ORDER BY position\
            """)
        .param(appraisalId)
        .query((row, index) -> new ReasonGiven(row.getString(1), row.getString(2)))
        .list();
  }

  long insert(Circumstances of, Outcome outcome) {
    PolicyState policy = of.policy().state();
    long appraisalId =
        jdbc.sql(
                """
                INSERT INTO appraisals (evidence_hash, policy, policy_digest, collateral_digest,
                  head_block, head_hash, appraised_at, affirmation)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING appraisal_id\
                """)
            .params(
                of.submission().evidenceHash().toByteArray(),
                policy.policy().value(),
                policy.digest().toByteArray(),
                of.collateral().digest().toByteArray(),
                of.head().block(),
                of.head().hash().toByteArray(),
                of.head().time(),
                outcome.affirmation().name())
            .query(Long.class)
            .single();
    insertReasons(appraisalId, outcome.reasons());
    outcome
        .deadlines()
        .forEach(deadline ->
            jdbc.sql("INSERT INTO appraisal_deadlines VALUES (?, ?, ?)")
                .params(appraisalId, deadline.code(), deadline.dueAt())
                .update());
    return appraisalId;
  }

  /** The last appraisal of a package, with when it will not hold any more. */
  record Latest(long appraisalId, LatestAppraisal appraisal, List<Deadline> deadlines) {}

  Optional<Latest> latest(Bytes32 evidenceHash) {
    return jdbc.sql(
            """
            SELECT * FROM appraisals WHERE evidence_hash = ? ORDER BY appraisal_id DESC LIMIT 1\
            """)
        .param(evidenceHash.toByteArray())
        .query((row, index) -> latest(row))
        .optional();
  }

  /** A peer's head may be a little ahead of the verdict that it signs. */
  Optional<Latest> asOf(Bytes32 evidenceHash, long appraisedAt) {
    return jdbc.sql(
            """
            SELECT * FROM appraisals WHERE evidence_hash = ?
            ORDER BY abs(appraised_at - ?), appraisal_id DESC LIMIT 1\
            """)
        .params(evidenceHash.toByteArray(), appraisedAt)
        .query((row, index) -> latest(row))
        .optional();
  }

  private Latest latest(ResultSet row) throws SQLException {
    long appraisalId = row.getLong("appraisal_id");
    return new Latest(
        appraisalId,
        new LatestAppraisal(
            Bytes32.of(row.getBytes("evidence_hash")),
            Affirmation.valueOf(row.getString("affirmation")),
            row.getLong("appraised_at"),
            Bytes32.of(row.getBytes("policy_digest")),
            Bytes32.of(row.getBytes("collateral_digest")),
            reasons(appraisalId)),
        deadlines(appraisalId));
  }

  private List<Deadline> deadlines(long appraisalId) {
    return jdbc.sql("SELECT code, due_at FROM appraisal_deadlines WHERE appraisal_id = ?")
        .param(appraisalId)
        .query((row, index) -> new Deadline(row.getString(1), row.getLong(2)))
        .list();
  }

  /** Whether the last appraisal came out the same, of the same documents: nothing new to keep. */
  boolean latestIs(Circumstances of, Outcome outcome) {
    return latest(of.submission().evidenceHash())
        .filter(last -> last.appraisal().affirmation() == outcome.affirmation())
        .filter(last -> last.appraisal().policyDigest().equals(of.policy().state().digest()))
        .filter(last -> last.appraisal().collateralDigest().equals(of.collateral().digest()))
        .filter(last -> Set.copyOf(last.deadlines()).equals(Set.copyOf(outcome.deadlines())))
        .filter(last ->
            last.appraisal().reasons().stream()
                .map(ReasonGiven::code)
                .toList()
                .equals(outcome.reasons().stream().limit(MAX_REASONS).map(Reason::code).toList()))
        .isPresent();
  }

  private void insertReasons(long appraisalId, List<Reason> reasons) {
    for (int position = 0; position < Math.min(reasons.size(), MAX_REASONS); position++) {
      Reason reason = reasons.get(position);
      String sentence = reason.sentence();
      jdbc.sql("INSERT INTO appraisal_reasons VALUES (?, ?, ?, ?)")
          .params(
              appraisalId,
              position,
              reason.code(),
              sentence.substring(0, Math.min(sentence.length(), MAX_SENTENCE)))
          .update();
    }
  }
}
