// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.Optional;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.EvidenceSubmission;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Octets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Evidence packages by digest, as received; public, so that anyone can verify again. */
@Repository
public class EvidenceStore {
  private static final int SECONDS_PER_DAY = 86_400;

  private final JdbcClient jdbc;

  EvidenceStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Optional<byte[]> find(Bytes32 evidenceHash) {
    return jdbc.sql("SELECT package FROM evidence WHERE evidence_hash = ?")
        .param(evidenceHash.toByteArray())
        .query((row, index) -> row.getBytes("package"))
        .optional();
  }

  /** Until the transaction ends, nobody else decides about evidence of this node. */
  void lock(NodeId nodeId) {
    jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('evidence', ?))")
        .param(nodeId.value())
        .query((row, index) -> index)
        .single();
  }

  int countOfDay(NodeId nodeId, long now) {
    return jdbc.sql("SELECT count(*) FROM evidence WHERE node_id = ? AND received_at > ?")
        .params(nodeId.value(), now - SECONDS_PER_DAY)
        .query(Integer.class)
        .single();
  }

  /** The operator's signature under a package that is kept. */
  public Optional<KeptSubmission> submission(Bytes32 evidenceHash) {
    return jdbc.sql(
            """
            SELECT node_id, operator, expires_at,
              coalesce(signature, signature_r || signature_vs) AS signature
            FROM evidence WHERE evidence_hash = ?\
            """)
        .param(evidenceHash.toByteArray())
        .query((row, index) ->
            new KeptSubmission(
                new EvidenceSubmission(
                    new NodeId(row.getLong("node_id")), evidenceHash, row.getLong("expires_at")),
                Address.of(row.getBytes("operator")),
                Octets.of(row.getBytes("signature"))))
        .optional();
  }

  /** Keeps a package; one that is here already stays as it is. */
  void insert(SignedSubmission submission) {
    jdbc.sql(
            """
            INSERT INTO evidence (evidence_hash, node_id, operator, package, expires_at,
              signature, received_at)
            VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING\
            """)
        .params(
            submission.evidenceHash().toByteArray(),
            submission.nodeId().value(),
            submission.operator().toByteArray(),
            submission.asReceived(),
            submission.signature().expiresAt(),
            submission.signature().signature().toByteArray(),
            submission.receivedAt())
        .update();
  }
}
