// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Cause;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Condemnation;
import network.azracode.sdk.protocol.NodeId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Every condemnation this attestor signed, and what peers signed under its own. */
@Repository
class CondemnationStore {
  private final JdbcClient jdbc;

  CondemnationStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param proposer empty for one of this attestor's own
   * @param signedAt time of the head block, unix seconds
   */
  void insert(
      SignedCondemnation signed,
      OperatorSignature submission,
      Address attestor,
      Optional<Address> proposer,
      long signedAt) {
    Condemnation condemnation = signed.condemnation();
    jdbc.sql("INSERT INTO condemnations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            condemnation.evidenceHash().toByteArray(),
            condemnation.expiresAt(),
            signed.evidenceHash().toByteArray(),
            condemnation.nodeId().value(),
            condemnation.signer().toByteArray(),
            condemnation.cause().code(),
            condemnation.faultAt(),
            submission.expiresAt(),
            submission.signature().toByteArray(),
            attestor.toByteArray(),
            signed.signature().r().toByteArray(),
            signed.signature().vs().toByteArray())
        .param(proposer.map(Address::toByteArray).orElse(null))
        .param(signedAt)
        .update();
  }

  /** What this attestor signed about that submission with that expiry. */
  Optional<SignedCondemnation> find(Bytes32 submissionDigest, long expiresAt) {
    return jdbc.sql("SELECT * FROM condemnations WHERE submission_digest = ? AND expires_at = ?")
        .params(submissionDigest.toByteArray(), expiresAt)
        .query((row, index) -> signed(row))
        .optional();
  }

  /** The last one of its own about that submission. */
  Optional<SignedCondemnation> latestOwn(Bytes32 submissionDigest) {
    return jdbc.sql(
            """
            SELECT * FROM condemnations WHERE submission_digest = ? AND proposer IS NULL
            ORDER BY expires_at DESC LIMIT 1\
            """)
        .param(submissionDigest.toByteArray())
        .query((row, index) -> signed(row))
        .optional();
  }

  /** Keeps what a peer signed; once. */
  void insertCosignature(Condemnation condemnation, Address attestor, CompactSignature signature) {
    jdbc.sql("INSERT INTO condemnation_cosignatures VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
        .params(
            condemnation.evidenceHash().toByteArray(),
            condemnation.expiresAt(),
            attestor.toByteArray(),
            signature.r().toByteArray(),
            signature.vs().toByteArray())
        .update();
  }

  /** By attestor, ascending: this one's own signature and those of its peers. */
  SortedMap<Address, CompactSignature> signatures(Condemnation condemnation) {
    SortedMap<Address, CompactSignature> signatures = new TreeMap<>();
    jdbc.sql(
            """
            SELECT attestor, signature_r, signature_vs FROM condemnation_cosignatures
            WHERE submission_digest = :digest AND expires_at = :expiry
            UNION ALL
            SELECT attestor, signature_r, signature_vs FROM condemnations
            WHERE submission_digest = :digest AND expires_at = :expiry\
            """)
        .param("digest", condemnation.evidenceHash().toByteArray())
        .param("expiry", condemnation.expiresAt())
        .query(row -> {
          signatures.put(Address.of(row.getBytes("attestor")), SignatureColumns.of(row));
        });
    return signatures;
  }

  private static SignedCondemnation signed(ResultSet row) throws SQLException {
    Condemnation condemnation =
        new Condemnation(
            new NodeId(row.getLong("node_id")),
            Address.of(row.getBytes("signer")),
            Cause.ofCode(row.getInt("cause")),
            Bytes32.of(row.getBytes("submission_digest")),
            row.getLong("fault_at"),
            row.getLong("expires_at"));
    return new SignedCondemnation(
        Bytes32.of(row.getBytes("evidence_hash")), condemnation, SignatureColumns.of(row));
  }
}
