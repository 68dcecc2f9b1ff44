// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Receipt;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Receipts that were shown, as rows; at most two of a key for a job. */
@Repository
class ReceiptStore {
  private static final int SECONDS_PER_DAY = 86_400;
  private static final int MAX_UNPROVEN = 100;

  private final JdbcClient jdbc;

  ReceiptStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void lock(NodeId nodeId) {
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('receipts', ?))")
        .param(nodeId.value())
        .query((row, index) -> index)
        .single();
  }

  int countOfDay(NodeId nodeId, long now) {
    return jdbc.sql("SELECT count(*) FROM receipts_seen WHERE node_id = ? AND received_at > ?")
        .params(nodeId.value(), now - SECONDS_PER_DAY)
        .query(Integer.class)
        .single();
  }

  /** Of receipts that any key signed for the job. */
  List<Bytes32> hashes(JobId jobId) {
    return jdbc.sql("SELECT receipt_hash FROM receipts_seen WHERE job_id = ?")
        .param(jobId.value().toByteArray())
        .query((row, index) -> Bytes32.of(row.getBytes(1)))
        .list();
  }

  List<Bytes32> hashes(JobId jobId, Address signer) {
    return jdbc.sql("SELECT receipt_hash FROM receipts_seen WHERE job_id = ? AND signer = ?")
        .params(jobId.value().toByteArray(), signer.toByteArray())
        .query((row, index) -> Bytes32.of(row.getBytes(1)))
        .list();
  }

  /** Written anew from its parts, so that no byte is kept that means nothing. */
  void insert(JobId jobId, Address signer, Posting posting, Optional<Bytes32> sessionId, long now) {
    jdbc.sql(
            """
            INSERT INTO receipts_seen (job_id, receipt_hash, node_id, signer, posting, received_at,
              kind, session_id, place)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)\
            """)
        .params(
            jobId.value().toByteArray(),
            posting.receipt().structHash().toByteArray(),
            posting.nodeId().value(),
            signer.toByteArray(),
            Json.MAPPER.writeValueAsBytes(posting),
            now,
            posting.kind())
        .param(sessionId.map(Bytes32::toByteArray).orElse(null))
        .param(posting.sessionPlace().orElse(null))
        .update();
  }

  /** Two receipts of one key for one job, of which no case says so yet; a bounded number. */
  List<List<Posting>> unproven() {
    return jdbc.sql(
            """
            SELECT r.job_id, r.signer FROM receipts_seen r
            WHERE NOT EXISTS (SELECT FROM case_openings c
                              WHERE c.job_id = r.job_id AND c.signer = r.signer)
            GROUP BY r.job_id, r.signer HAVING count(*) = 2 LIMIT\
            """
                + " "
                + MAX_UNPROVEN)
        .query((row, index) -> postings(row.getBytes(1), row.getBytes(2)))
        .list();
  }

  /**
   * Receipts beside which the chain tells another story of the same job, and that nobody has shown
   * in the other's company yet.
   *
   * @param sinceBlock settlements from beyond it, or receipts received from {@code sinceTime} on
   */
  List<Contradiction> contradicted(long sinceBlock, long sinceTime) {
    List<Contradiction> found = new ArrayList<>();
    jdbc.sql(
            """
            SELECT r.job_id, r.kind, r.posting, s.transaction_hash, s.compute_units, s.started_at,
              s.finished_at, s.wiped_at, s.result_commitment
            FROM receipts_seen r CROSS JOIN LATERAL (
              SELECT x.block_number, x.transaction_hash, x.compute_units, x.started_at,
                x.finished_at, x.wiped_at, x.result_commitment
              FROM settlements x WHERE r.kind = 'job' AND x.job_id = r.job_id
              UNION ALL
              SELECT x.block_number, x.transaction_hash, x.compute_units, NULL, NULL, NULL,
                x.result_commitment
              FROM session_jobs x
              WHERE r.kind = 'session' AND x.session_id = r.session_id AND x.index = r.place) s
            WHERE (s.block_number > :block OR r.received_at >= :time)
              AND NOT EXISTS (SELECT FROM case_openings c
                              WHERE c.job_id = r.job_id AND c.signer = r.signer)
              AND (SELECT count(*) FROM receipts_seen y
                   WHERE y.job_id = r.job_id AND y.signer = r.signer) = 1\
            """)
        .param("block", sinceBlock)
        .param("time", sinceTime)
        .query(row -> {
          Posting posting = posting(row.getString("kind"), row.getBytes("posting"));
          if (!isTold(posting.receipt(), row)) {
            found.add(new Contradiction(posting, Bytes32.of(row.getBytes("transaction_hash"))));
          }
        });
    return found;
  }

  /**
   * @param posting what somebody showed
   * @param settledBy the transaction that settled the same job by another receipt
   */
  record Contradiction(Posting posting, Bytes32 settledBy) {}

  private static boolean isTold(Receipt receipt, ResultSet settled) throws SQLException {
    boolean sameTimes =
        settled.getObject("started_at") == null
            || (settled.getLong("started_at") == receipt.startedAt()
                && settled.getLong("finished_at") == receipt.finishedAt()
                && settled.getLong("wiped_at") == receipt.wipedAt());
    return sameTimes
        && settled.getBigDecimal("compute_units").toBigIntegerExact().longValue()
            == receipt.computeUnits()
        && Bytes32.of(settled.getBytes("result_commitment")).equals(receipt.resultCommitment());
  }

  private List<Posting> postings(byte[] jobId, byte[] signer) {
    return jdbc.sql(
            """
            SELECT kind, posting FROM receipts_seen WHERE job_id = ? AND signer = ?
            ORDER BY receipt_hash\
            """)
        .params(jobId, signer)
        .query((row, index) -> posting(row.getString(1), row.getBytes(2)))
        .list();
  }

  private static Posting posting(String kind, byte[] json) {
    return kind.equals(SessionReceiptPosting.KIND)
        ? Json.MAPPER.readValue(json, SessionReceiptPosting.class)
        : Json.MAPPER.readValue(json, ReceiptPosting.class);
  }
}
