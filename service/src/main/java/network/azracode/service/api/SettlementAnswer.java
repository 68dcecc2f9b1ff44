// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigInteger;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.PolicyId;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Tee;
import network.azracode.service.settlement.Settlement;

/**
 * One payment. Amounts are base units of the token, times are unix seconds.
 *
 * @param operator who operated the node when it settled
 * @param paid what left the client, {@code fee} included
 * @param nodeAttested the verdict that stood behind the node when the job was opened
 */
public record SettlementAnswer(
    JobId jobId,
    NodeId nodeId,
    Address operator,
    Address client,
    @JsonFormat(shape = JsonFormat.Shape.NUMBER) @Schema(implementation = Long.class)
        BigInteger computeUnits,
    BigInteger paid,
    BigInteger fee,
    BigInteger refunded,
    long startedAt,
    long finishedAt,
    long wipedAt,
    Bytes32 resultCommitment,
    long openedAt,
    long settledAt,
    long block,
    int logIndex,
    Bytes32 transactionHash,
    Attested nodeAttested) {

  /**
   * What the verdict said of the key that signed the receipt, and what stood behind it.
   *
   * @param policyDigest keccak256 of the policy document, which names the code
   * @param stake bonded behind the node when the job was opened
   * @param verdictTransactionHash that brought the verdict on chain
   */
  public record Attested(
      PolicyId policy,
      Tee tee,
      TcbStatus tcbStatus,
      Bytes32 verdictEvidenceHash,
      Address signer,
      Bytes32 policyDigest,
      long appraisedAt,
      long validUntil,
      BigInteger stake,
      Bytes32 verdictTransactionHash) {

    static Attested of(Settlement.NodeAttested verdict) {
      return new Attested(
          verdict.policy(),
          verdict.tee(),
          verdict.tcbStatus(),
          verdict.verdictEvidenceHash(),
          verdict.signer(),
          verdict.policyDigest(),
          verdict.appraisedAt(),
          verdict.validUntil(),
          verdict.stake(),
          verdict.transactionHash());
    }
  }

  public static SettlementAnswer of(Settlement row) {
    return new SettlementAnswer(
        row.jobId(),
        row.nodeId(),
        row.operator(),
        row.client(),
        row.computeUnits(),
        row.paid(),
        row.fee(),
        row.refunded(),
        row.startedAt(),
        row.finishedAt(),
        row.wipedAt(),
        row.resultCommitment(),
        row.openedAt(),
        row.settledAt(),
        row.position().block(),
        row.position().index(),
        row.transactionHash(),
        Attested.of(row.nodeAttested()));
  }
}
