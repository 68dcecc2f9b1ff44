// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import java.util.concurrent.Semaphore;
import network.azracode.sdk.protocol.Acknowledgement;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.JobId;

/** Clients that have their results: those need not be kept any longer, other than the receipts. */
public final class Acknowledgements {
  /** Strangers make us ask the chain: more at a time are turned away. */
  private static final int MAX_AT_A_TIME = 4;

  private final Domain settlement;
  private final JobBook book;
  private final ContractSignatures contracts;
  private final Semaphore places = new Semaphore(MAX_AT_A_TIME);

  /**
   * @param contracts asks clients that are contracts
   */
  public Acknowledgements(Domain settlement, JobBook book, ContractSignatures contracts) {
    this.settlement = settlement;
    this.book = book;
    this.contracts = contracts;
  }

  /**
   * @throws RefusedRequest {@code job.unknown}, {@code node.busy}
   * @throws AzraException {@code acknowledgement.signature}, {@code acknowledgement.result}; {@code
   *     chain.…} where a contract cannot be asked
   */
  void accept(JobId id, SignedAcknowledgement signed) {
    FinishedJob job =
        book.find(id)
            .orElseThrow(() ->
                new RefusedRequest(404, "job.unknown", "expected a finished job of this node"));
    requireOf(id, job.outcome().receipt().resultCommitment(), signed.acknowledgement());
    if (!places.tryAcquire()) {
      throw RefusedRequest.busy(
          "node.busy", "expected at most %d acknowledgements at a time".formatted(MAX_AT_A_TIME));
    }
    try {
      signed.verified(settlement, job.terms().client(), contracts);
    } finally {
      places.release();
    }
    book.dropResult(job);
  }

  private static void requireOf(JobId id, Bytes32 commitment, Acknowledgement word) {
    if (!word.jobId().equals(id) || !word.resultCommitment().equals(commitment)) {
      throw new AzraException(
          "acknowledgement.result", "expected one of this job's own result, found another's");
    }
  }
}
