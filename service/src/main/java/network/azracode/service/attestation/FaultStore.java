// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.List;
import java.util.Optional;
import network.azracode.sdk.attestation.Fault;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Octets;
import network.azracode.service.attestation.NodeAttestation.Notice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Faults that were found in kept evidence, as rows; one for a package. */
@Repository
class FaultStore {
  private static final Logger LOG = LoggerFactory.getLogger(FaultStore.class);
  private static final int MAX_SENTENCE = 500;
  private static final int MAX_OPEN = 100;
  private static final int MAX_NOTICES = 8;

  /** So long the attestor that proposed a condemnation has for it, before others propose theirs. */
  private static final long PROPOSER_SECONDS = 120;

  /** Whom a week has not convinced, nothing will; what is signed of it stays bounded. */
  private static final long PATIENCE_SECONDS = 7 * 86_400;

  private final JdbcClient jdbc;

  FaultStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps what was found in evidence that is kept; once. */
  void keep(Circumstances of, Fault fault) {
    SignedSubmission submission = of.submission();
    Address signer = submission.evidence().binding().signer();
    int added =
        jdbc.sql(
                """
                INSERT INTO faults VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO NOTHING\
                """)
            .params(
                submission.evidenceHash().toByteArray(),
                submission.nodeId().value(),
                signer.toByteArray(),
                fault.cause().code(),
                fault.code(),
                fault.sentence().substring(0, Math.min(fault.sentence().length(), MAX_SENTENCE)),
                of.challenge().time(),
                of.head().time())
            .update();
    if (added > 0) {
      LOG.atWarn()
          .addKeyValue("nodeId", submission.nodeId().value())
          .log(
              "node {}: {} in evidence {}, which its operator signed for and which names key {}",
              submission.nodeId(),
              fault.code(),
              submission.evidenceHash(),
              signer);
    }
  }

  /**
   * Evidence with a fault of a key that answered for it then and stands not accused, unless another
   * attestor is seeing to it; oldest first, a bounded number.
   *
   * @param now time of the head block, unix seconds
   */
  List<Bytes32> open(long now) {
    return jdbc.sql(
            """
            SELECT f.evidence_hash FROM faults f
            CROSS JOIN LATERAL (
              SELECT min(v.block_time) AS starts_at,
                (array_agg(v.valid_until ORDER BY v.block_number DESC, v.log_index DESC))[1]
                  AS ends_at,
                coalesce(min(v.block_time) FILTER (WHERE v.evidence_hash = f.evidence_hash),
                  f.challenge_at) AS fault_at
              FROM verdicts v WHERE v.signer = f.signer AND v.node_id = f.node_id) k
            WHERE k.fault_at BETWEEN k.starts_at AND k.ends_at
              AND f.found_at > :now - :limit_seconds
              AND NOT EXISTS (SELECT FROM case_openings c WHERE c.signer = f.signer)
              AND NOT EXISTS (SELECT FROM condemnations c
                              WHERE c.signer = f.signer AND c.proposer IS NOT NULL
                                AND c.signed_at > :now - :patience)
            ORDER BY f.found_at, f.evidence_hash LIMIT :limit\
            """)
        .param("now", now)
        .param("patience", PROPOSER_SECONDS)
        .param("limit_seconds", PATIENCE_SECONDS)
        .param("limit", MAX_OPEN)
        .query((row, index) -> Bytes32.of(row.getBytes(1)))
        .list();
  }

  /**
   * What was found in evidence that a node handed in, whether or not anything follows from it,
   * newest first; a bounded number. Each names its package, which anybody can appraise again.
   */
  List<Notice> notices(NodeId nodeId) {
    return jdbc.sql(
            """
            SELECT code, found_at, sentence, evidence_hash FROM faults WHERE node_id = ?
            ORDER BY found_at DESC, evidence_hash LIMIT\
            """
                + " "
                + MAX_NOTICES)
        .param(nodeId.value())
        .query((row, index) ->
            new Notice(
                row.getString(1),
                row.getLong(2),
                "%s Evidence: %s.".formatted(row.getString(3), Bytes32.of(row.getBytes(4)))))
        .list();
  }

  /** The package behind a condemnation that was signed here, and what is wrong with it. */
  Optional<CaseReasons> behind(Bytes32 submissionDigest) {
    return jdbc.sql(
            """
            SELECT f.evidence_hash, f.code, f.sentence, c.submission_expiry, c.submission_signature
            FROM condemnations c JOIN faults f USING (evidence_hash)
            WHERE c.submission_digest = ? ORDER BY c.expires_at LIMIT 1\
            """)
        .param(submissionDigest.toByteArray())
        .query((row, index) ->
            CaseReasons.judged(
                Bytes32.of(row.getBytes(1)),
                row.getString(2),
                row.getString(3),
                new OperatorSignature(Octets.of(row.getBytes(5)), row.getLong(4))))
        .optional();
  }
}
