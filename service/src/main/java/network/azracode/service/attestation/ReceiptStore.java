// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.List;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.Json;
import network.azracode.sdk.protocol.NodeId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Receipts that were shown, as rows; at most two for a job. */
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

  List<Bytes32> hashes(JobId jobId) {
    return jdbc.sql("SELECT receipt_hash FROM receipts_seen WHERE job_id = ?")
        .param(jobId.value().toByteArray())
        .query((row, index) -> Bytes32.of(row.getBytes(1)))
        .list();
  }

  /** Written anew from its parts, so that no byte is kept that means nothing. */
  void insert(JobId jobId, ReceiptPosting posting, long now) {
    jdbc.sql("INSERT INTO receipts_seen VALUES (?, ?, ?, ?, ?, ?)")
        .params(
            jobId.value().toByteArray(),
            posting.receipt().structHash().toByteArray(),
            posting.terms().nodeId().value(),
            posting.terms().signer().toByteArray(),
            Json.MAPPER.writeValueAsBytes(posting),
            now)
        .update();
  }

  /** Jobs for which a key signed twice and no case says so yet; a bounded number. */
  List<List<ReceiptPosting>> unproven() {
    return jdbc
        .sql(
            """
            SELECT r.job_id FROM receipts_seen r
            WHERE NOT EXISTS (SELECT FROM case_openings c
                              WHERE c.job_id = r.job_id AND c.signer = r.signer)
            GROUP BY r.job_id HAVING count(*) = 2 LIMIT\
            """
                + " "
                + MAX_UNPROVEN)
        .query((row, index) -> row.getBytes(1))
        .list()
        .stream()
        .map(this::postings)
        .toList();
  }

  private List<ReceiptPosting> postings(byte[] jobId) {
    return jdbc.sql("SELECT posting FROM receipts_seen WHERE job_id = ? ORDER BY receipt_hash")
        .param(jobId)
        .query((row, index) -> Json.MAPPER.readValue(row.getBytes(1), ReceiptPosting.class))
        .list();
  }
}
