// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import network.azracode.sdk.enclave.JobResult;
import network.azracode.sdk.enclave.Outcome;
import network.azracode.sdk.enclave.Wire;
import network.azracode.sdk.node.JobSubmission;
import network.azracode.sdk.node.ServiceHttp;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.Receipt;
import network.azracode.sdk.protocol.ReceiptBatch;
import network.azracode.sdk.sealing.OpenedResult;
import network.azracode.sdk.sealing.SealedResult;
import network.azracode.sdk.sealing.SealingKeyPair;

/** Brings one envelope to its node and its result home. */
public final class Delivery implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(250);
  private static final int FINISHED = 200;

  private final OpenedJob job;
  private final SealingKeyPair resultKeys;
  private final Domain settlement;
  private final ServiceHttp node;

  Delivery(OpenedJob job, SealingKeyPair resultKeys, Domain settlement) {
    this.job = job;
    this.resultKeys = resultKeys;
    this.settlement = settlement;
    this.node = new ServiceHttp(job.endpoint());
  }

  /** Hands the envelope in; once or more often makes no difference. */
  public void send() {
    node.put(path(), new JobSubmission(job.terms(), job.envelope()).encode());
  }

  /**
   * Waits for the result, checks it against its receipt and opens it.
   *
   * @throws AzraException {@code job.late} after the deadline; {@code receipt.*} or {@code
   *     result.*} when the node hands out something that the enclave did not sign
   */
  public CheckedResult await(InstantSource clock) throws InterruptedException {
    Instant deadline = Instant.ofEpochSecond(job.terms().deadline());
    while (!clock.instant().isAfter(deadline)) {
      var answer = node.get(path());
      if (answer.status() == FINISHED) {
        return open(Wire.decode(answer.body(), Outcome.class));
      }
      Thread.sleep(POLL);
    }
    throw new AzraException("job.late", "expected a result by " + deadline + ", found none");
  }

  private CheckedResult open(Outcome outcome) {
    Receipt receipt = outcome.receipt();
    requireSigned(outcome);
    if (outcome.sealedResult().length == 0) {
      throw new AzraException("result.none", "expected a result; the envelope did not open");
    }
    byte[] privateKey = resultKeys.privateKey();
    try {
      var opened = SealedResult.open(privateKey, job.id(), outcome.sealedResult());
      requireCommitted(opened, receipt);
      return new CheckedResult(JobResult.parse(opened.result()), receipt);
    } finally {
      Arrays.fill(privateKey, (byte) 0);
    }
  }

  private static void requireCommitted(OpenedResult opened, Receipt receipt) {
    if (!opened.commitment().equals(receipt.resultCommitment())) {
      throw new AzraException(
          "result.commitment", "expected the result that the receipt commits to, found another");
    }
  }

  private void requireSigned(Outcome outcome) {
    Receipt receipt = outcome.receipt();
    Address signer = outcome.signature().recover(ReceiptBatch.of(receipt).digest(settlement));
    if (!receipt.jobId().equals(job.id()) || !signer.equals(job.terms().signer())) {
      throw new AzraException(
          "receipt.foreign",
          "expected a receipt of job %s by %s, found one of job %s by %s"
              .formatted(job.id(), job.terms().signer(), receipt.jobId(), signer));
    }
  }

  private String path() {
    return "/v1/jobs/" + job.id();
  }

  @Override
  public void close() {
    node.close();
  }
}
