// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Tee;
import network.azracode.sdk.protocol.Verdict;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Every verdict this attestor signed, and the one node each enclave key was vouched for. */
@Repository
class VerdictStore {
  private final JdbcClient jdbc;

  VerdictStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<SignedVerdict> find(long appraisalId) {
    return jdbc.sql("SELECT * FROM signed_verdicts WHERE appraisal_id = ?")
        .param(appraisalId)
        .query((row, index) -> signedVerdict(row))
        .optional();
  }

  /** When this attestor last signed for the node, unix seconds. */
  OptionalLong lastAppraisedAt(NodeId nodeId) {
    return jdbc
        .sql("SELECT max(appraised_at) FROM signed_verdicts WHERE node_id = ?")
        .param(nodeId.value())
        .query(Long.class)
        .optional()
        .stream()
        .mapToLong(Long::longValue)
        .findFirst();
  }

  /** The node this key belongs to from now on: the given one, unless another had it first. */
  NodeId claimKey(Address signer, NodeId nodeId) {
    jdbc.sql("INSERT INTO enclave_keys (signer, node_id) VALUES (?, ?) ON CONFLICT DO NOTHING")
        .params(signer.toByteArray(), nodeId.value())
        .update();
    return jdbc.sql("SELECT node_id FROM enclave_keys WHERE signer = ?")
        .param(signer.toByteArray())
        .query((row, index) -> new NodeId(row.getLong("node_id")))
        .single();
  }

  void insert(long appraisalId, Address attestor, SignedVerdict signed, Purpose purpose) {
    Verdict verdict = signed.verdict();
    jdbc.sql(
            """
            INSERT INTO signed_verdicts (appraisal_id, node_id, operator, signer, sealing_key,
              policy, tee, tcb_status, evidence_hash, appraised_at, valid_until, attestor,
              signature_r, signature_vs, purpose, proposer)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
            """)
        .params(
            appraisalId,
            verdict.nodeId().value(),
            verdict.operator().toByteArray(),
            verdict.signer().toByteArray(),
            verdict.sealingKey().toByteArray(),
            verdict.policy().value(),
            verdict.tee().code(),
            verdict.tcbStatus().code(),
            verdict.evidenceHash().toByteArray(),
            verdict.appraisedAt(),
            verdict.validUntil(),
            attestor.toByteArray(),
            signed.signature().r().toByteArray(),
            signed.signature().vs().toByteArray(),
            purpose.word())
        .param(purpose.proposer().map(Address::toByteArray).orElse(null))
        .update();
  }

  /** What this attestor signed on the node as of that head time. */
  Optional<SignedVerdict> at(NodeId nodeId, long appraisedAt) {
    return jdbc.sql("SELECT * FROM signed_verdicts WHERE node_id = ? AND appraised_at = ?")
        .params(nodeId.value(), appraisedAt)
        .query((row, index) -> signedVerdict(row))
        .optional();
  }

  /** Proposals of this attestor to answer for that evidence, oldest first. */
  List<Proposal> answers(Bytes32 evidenceHash) {
    return jdbc.sql(
            """
            SELECT * FROM signed_verdicts WHERE evidence_hash = ? AND purpose = 'answer'
            ORDER BY appraised_at\
            """)
        .param(evidenceHash.toByteArray())
        .query((row, index) -> new Proposal(row.getLong("appraisal_id"), signedVerdict(row)))
        .list();
  }

  /** The last verdict that this attestor proposed to take time away from that evidence. */
  Optional<Proposal> latestShortening(Bytes32 evidenceHash) {
    return jdbc.sql(
            """
            SELECT * FROM signed_verdicts WHERE evidence_hash = ? AND purpose = 'shortening'
            ORDER BY appraised_at DESC LIMIT 1\
            """)
        .param(evidenceHash.toByteArray())
        .query((row, index) -> new Proposal(row.getLong("appraisal_id"), signedVerdict(row)))
        .optional();
  }

  int countShortenings(Bytes32 evidenceHash) {
    return jdbc.sql(
            """
            SELECT count(*) FROM signed_verdicts
            WHERE evidence_hash = ? AND purpose = 'shortening'\
            """)
        .param(evidenceHash.toByteArray())
        .query(Integer.class)
        .single();
  }

  /** Keeps what a peer signed; once. */
  void insertCosignature(long appraisalId, Address attestor, CompactSignature signature) {
    jdbc.sql("INSERT INTO cosignatures VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")
        .params(
            appraisalId,
            attestor.toByteArray(),
            signature.r().toByteArray(),
            signature.vs().toByteArray())
        .update();
  }

  /** By attestor, ascending: this one's own signature and those of its peers. */
  SortedMap<Address, CompactSignature> signatures(long appraisalId) {
    SortedMap<Address, CompactSignature> signatures = new TreeMap<>();
    jdbc.sql(
            """
            SELECT attestor, signature_r, signature_vs FROM cosignatures WHERE appraisal_id = :id
            UNION ALL
            SELECT attestor, signature_r, signature_vs FROM signed_verdicts
            WHERE appraisal_id = :id\
            """)
        .param("id", appraisalId)
        .query(row -> {
          signatures.put(Address.of(row.getBytes("attestor")), SignatureColumns.of(row));
        });
    return signatures;
  }

  private static SignedVerdict signedVerdict(ResultSet row) throws SQLException {
    Verdict verdict =
        new Verdict(
            new NodeId(row.getLong("node_id")),
            Address.of(row.getBytes("operator")),
            Address.of(row.getBytes("signer")),
            Bytes32.of(row.getBytes("sealing_key")),
            new PolicyId(row.getInt("policy")),
            Tee.ofCode(row.getInt("tee")),
            TcbStatus.ofCode(row.getInt("tcb_status")),
            Bytes32.of(row.getBytes("evidence_hash")),
            row.getLong("appraised_at"),
            row.getLong("valid_until"));
    return new SignedVerdict(verdict, SignatureColumns.of(row));
  }
}
