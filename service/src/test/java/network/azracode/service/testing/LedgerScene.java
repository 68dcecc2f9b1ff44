// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.testing;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.Verdict;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes a ledger as the follower would, block by block, one second apart. */
public final class LedgerScene {
  private static final BigDecimal STAKE = BigDecimal.valueOf(1_000);

  private final JdbcClient jdbc;
  private final Deployment deployment;
  private long fork;
  private Block head;
  private int logIndex;

  /** A block as it was written. */
  public record Block(long number, Bytes32 hash, long time) {}

  public LedgerScene(JdbcClient jdbc, Deployment deployment, long startTime) {
    this.jdbc = jdbc;
    this.deployment = deployment;
    jdbc.sql(
            """
            INSERT INTO chain_cursor (chain_id, genesis_hash, first_block, node_registry, settlement)
            VALUES (?, ?, ?, ?, ?)\
            """)
        .params(
            deployment.chainId(),
            deployment.genesisHash().toByteArray(),
            deployment.block(),
            deployment.nodeRegistry().toByteArray(),
            deployment.settlement().toByteArray())
        .update();
    this.head = new Block(deployment.block() - 1, Bytes32.ZERO, startTime - 1);
    mine();
  }

  public Block head() {
    return head;
  }

  public Block mine() {
    return mine(1);
  }

  /** The next block, that many seconds later. */
  public Block mine(long seconds) {
    long number = head.number() + 1;
    Bytes32 hash =
        Keccak.hash(("block " + number + " of " + fork).getBytes(StandardCharsets.UTF_8));
    jdbc.sql("INSERT INTO blocks VALUES (?, ?, ?, ?)")
        .params(number, hash.toByteArray(), head.hash().toByteArray(), head.time() + seconds)
        .update();
    jdbc.sql("UPDATE chain_cursor SET head = ?").param(number).update();
    head = new Block(number, hash, head.time() + seconds);
    logIndex = 0;
    return head;
  }

  /** Makes the head final, and mines another block on it. */
  public Block finalizeHead() {
    Block finalized = head;
    jdbc.sql("UPDATE chain_cursor SET safe = head, finalized = head").update();
    mine();
    return finalized;
  }

  /** Replaces the head block by another of the same number, without its logs. */
  public void reorganiseHead() {
    Block dropped = head;
    Bytes32 parent =
        Bytes32.of(
            jdbc.sql("SELECT hash FROM blocks WHERE number = ?")
                .param(dropped.number() - 1)
                .query((row, index) -> row.getBytes(1))
                .single());
    jdbc.sql("UPDATE chain_cursor SET head = ?").param(dropped.number() - 1).update();
    jdbc.sql("DELETE FROM blocks WHERE number = ?").param(dropped.number()).update();
    fork++;
    head = new Block(dropped.number() - 1, parent, dropped.time() - 1);
    mine();
  }

  public void register(NodeId node, Address operator) {
    own(node, operator, "registered");
    insert(
        "stake_changes",
        "node_id, operator, change, amount, payer",
        "?, ?, 'added', ?, ?",
        node.value(),
        operator.toByteArray(),
        STAKE,
        operator.toByteArray());
  }

  public void transfer(NodeId node, Address operator) {
    own(node, operator, "transferred");
  }

  private void own(NodeId node, Address operator, String cause) {
    insert(
        "node_ownerships",
        "node_id, operator, payout, cause",
        "?, ?, ?, ?",
        node.value(),
        operator.toByteArray(),
        operator.toByteArray(),
        cause);
  }

  public void publish(PolicyId policy, Bytes32 digest, int lifetimeSeconds) {
    insert(
        "policy_publications",
        "policy, digest, min_stake, lifetime_seconds, tee_mask, time_bucket_seconds, unit_bucket,"
            + " fee_bps",
        "?, ?, 0, ?, 128, 1, 1, 100",
        policy.value(),
        digest.toByteArray(),
        lifetimeSeconds);
  }

  public void appoint(Address attestor) {
    insert("attestor_changes", "attestor, change", "?, 'added'", (Object) attestor.toByteArray());
  }

  public void setThreshold(int threshold) {
    insert("threshold_changes", "threshold", "?", threshold);
  }

  public void retire(PolicyId policy, long graceUntil) {
    insert("policy_retirements", "policy, grace_until", "?, ?", policy.value(), graceUntil);
  }

  public void attest(Verdict verdict) {
    insert(
        "verdicts",
        "node_id, operator, signer, sealing_key, policy, tee, tcb_status, evidence_hash,"
            + " appraised_at, valid_until",
        "?, ?, ?, ?, ?, ?, ?, ?, ?, ?",
        verdict.nodeId().value(),
        verdict.operator().toByteArray(),
        verdict.signer().toByteArray(),
        verdict.sealingKey().toByteArray(),
        verdict.policy().value(),
        verdict.tee().code(),
        verdict.tcbStatus().code(),
        verdict.evidenceHash().toByteArray(),
        verdict.appraisedAt(),
        verdict.validUntil());
  }

  public void open(JobId job, NodeId node, Address client, BigInteger maxPrice) {
    insert(
        "job_openings",
        "job_id, node_id, client, signer, max_price, unit_price, deadline, spec_commitment, nonce,"
            + " policy, fee_bps",
        "?, ?, ?, ?, ?, 1, ?, ?, 0, 1, 100",
        job.value().toByteArray(),
        node.value(),
        client.toByteArray(),
        Address.ZERO.toByteArray(),
        new BigDecimal(maxPrice),
        head.time() + 600,
        Bytes32.ZERO.toByteArray());
  }

  public void settle(
      JobId job, NodeId node, Address client, BigInteger units, long paid, BigInteger maxPrice) {
    insert(
        "settlements",
        "job_id, node_id, client, compute_units, payment, fee, refund, started_at, finished_at,"
            + " wiped_at, result_commitment",
        "?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?",
        job.value().toByteArray(),
        node.value(),
        client.toByteArray(),
        new BigDecimal(units),
        BigDecimal.valueOf(paid),
        new BigDecimal(maxPrice.subtract(BigInteger.valueOf(paid))),
        head.time(),
        head.time(),
        head.time(),
        Bytes32.ZERO.toByteArray());
  }

  public void claim(NodeId node, Address recipient, long amount) {
    insert(
        "claims",
        "node_id, part, recipient, amount",
        "?, 'net', ?, ?",
        node.value(),
        recipient.toByteArray(),
        BigDecimal.valueOf(amount));
  }

  private void insert(String table, String columns, String values, Object... parameters) {
    jdbc.sql(
            """
            INSERT INTO %s (block_number, log_index, block_time, transaction_hash, %s)
            VALUES (%d, %d, %d, sha256('%d-%d'), %s)\
            """
                .formatted(
                    table,
                    columns,
                    head.number(),
                    logIndex,
                    head.time(),
                    head.number(),
                    logIndex,
                    values))
        .params(parameters)
        .update();
    logIndex++;
  }
}
