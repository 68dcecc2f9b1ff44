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
import network.azracode.service.jobs.Job;
import network.azracode.service.jobs.JobEnding;
import network.azracode.service.jobs.JobEnding.JobReceipt;
import network.azracode.service.jobs.JobState;
import org.jspecify.annotations.Nullable;

/**
 * A job as it stands. Amounts are base units of the token, times are unix seconds; what belongs to
 * an ending is null while it is open, what belongs to a receipt unless it is settled.
 *
 * @param endedAt when it was settled, refunded or cancelled
 * @param transactionHash of the ending, of the opening while it is open
 */
record JobAnswer(
    JobId jobId,
    Address client,
    NodeId nodeId,
    Address signer,
    BigInteger maxPrice,
    BigInteger unitPrice,
    long deadline,
    Bytes32 specCommitment,
    BigInteger nonce,
    PolicyId policy,
    int feeBps,
    JobState state,
    long openedAt,
    long openedBlock,
    @JsonFormat(shape = JsonFormat.Shape.NUMBER) @Schema(implementation = Long.class)
        @Nullable BigInteger computeUnits,
    @Nullable BigInteger paid,
    @Nullable BigInteger refunded,
    @Nullable BigInteger fee,
    @Nullable Long startedAt,
    @Nullable Long finishedAt,
    @Nullable Long wipedAt,
    @Nullable Bytes32 resultCommitment,
    @Nullable Long settledAt,
    @Nullable Long endedAt,
    Bytes32 transactionHash) {

  static JobAnswer of(Job job) {
    JobEnding ending = job.ending().orElse(null);
    JobReceipt receipt = ending == null ? null : ending.receipt().orElse(null);
    return new JobAnswer(
        job.jobId(),
        job.client(),
        job.nodeId(),
        job.signer(),
        job.maxPrice(),
        job.unitPrice(),
        job.deadline(),
        job.specCommitment(),
        job.nonce(),
        job.policy(),
        job.feeBps(),
        job.state(),
        job.openedAt(),
        job.opened().block(),
        receipt == null ? null : receipt.computeUnits(),
        receipt == null ? null : receipt.paid(),
        ending == null ? null : ending.refunded(),
        receipt == null ? null : receipt.fee(),
        receipt == null ? null : receipt.startedAt(),
        receipt == null ? null : receipt.finishedAt(),
        receipt == null ? null : receipt.wipedAt(),
        receipt == null ? null : receipt.resultCommitment(),
        ending == null || receipt == null ? null : ending.endedAt(),
        ending == null ? null : ending.endedAt(),
        ending == null ? job.openedTransaction() : ending.transactionHash());
  }
}
