// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.List;
import java.util.Optional;
import network.azracode.sdk.attestation.Affirmation;
import network.azracode.sdk.attestation.Reason;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.service.attestation.AttestationAnswer.ReasonGiven;
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
    return appraisalId;
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
