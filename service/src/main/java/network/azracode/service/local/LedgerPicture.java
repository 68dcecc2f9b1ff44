// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.math.BigInteger;
import java.util.List;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.PolicyId;
import org.jspecify.annotations.Nullable;

/**
 * The whole ledger as REST tells it, as of one block. Amounts are token base units, times Unix
 * seconds.
 */
record LedgerPicture(
    AsOf asOf,
    List<AccountRow> accounts,
    List<JobRow> jobs,
    List<NodeRow> nodes,
    List<PolicyRow> policies,
    List<SettlementRow> settlements,
    List<ClaimRow> claims) {

  /** The block that an answer speaks of. */
  record AsOf(long block, Bytes32 hash) {}

  record AccountRow(Address client, BigInteger free) {}

  record JobRow(
      JobId jobId,
      Address client,
      NodeId nodeId,
      Address signer,
      BigInteger maxPrice,
      BigInteger unitPrice,
      long deadline,
      Bytes32 specCommitment,
      BigInteger nonce,
      int feeBps,
      String state,
      long openedAt) {
    boolean isOpen() {
      return state.equals("open");
    }

    JobTerms terms() {
      return new JobTerms(
          client, nodeId, signer, maxPrice, unitPrice, deadline, specCommitment, nonce.longValue());
    }

    /** In sequence, from the client's own transaction; not out of a signed order. */
    boolean isDirect() {
      return nonce.bitLength() < Long.SIZE;
    }
  }

  record NodeRow(
      NodeId nodeId,
      Address operator,
      Address payout,
      @Nullable Address pendingOperator,
      BigInteger stake,
      BigInteger unbonding,
      @Nullable Long releaseAt,
      @Nullable Address signer,
      @Nullable PolicyId policy,
      @Nullable Long appraisedAt,
      @Nullable Long validUntil,
      BigInteger earningsNet,
      BigInteger earningsFee,
      long earningsJobs) {}

  record PolicyRow(
      PolicyId policy,
      Bytes32 digest,
      BigInteger minStake,
      int lifetimeSeconds,
      int teeMask,
      int timeBucketSeconds,
      int unitBucket,
      int feeBps,
      @Nullable Long graceUntil,
      @Nullable Long suspendedUntil) {}

  record SettlementRow(JobId jobId, NodeId nodeId, long block, int logIndex) {}

  record ClaimRow(NodeId nodeId, String part, long block, int logIndex) {
    /** Whether it paid out what that settlement had earned its node. */
    boolean covers(SettlementRow settlement) {
      return part.equals("net")
          && nodeId.equals(settlement.nodeId)
          && (block > settlement.block
              || (block == settlement.block && logIndex > settlement.logIndex));
    }
  }
}
