// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.client;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import network.azracode.sdk.enclave.Enclave;
import network.azracode.sdk.enclave.JobResult;
import network.azracode.sdk.enclave.Outcome;
import network.azracode.sdk.enclave.Wire;
import network.azracode.sdk.node.JobSubmission;
import network.azracode.sdk.node.RefusedAnswer;
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

  /**
   * @param resultKeys to which the job asks its result to be sealed
   */
  public Delivery(OpenedJob job, SealingKeyPair resultKeys, Domain settlement) {
    this.job = job;
    this.resultKeys = resultKeys;
    this.settlement = settlement;
    this.node = new ServiceHttp(job.endpoint(), job.tlsFingerprint());
  }

  /**
   * Hands the envelope in; once or more often makes no difference. A node that asks to come again,
   * such as one that waits for the opening to be final, or that cannot be reached, is asked again
   * by {@link #await}.
   *
   * @throws AzraException the code with which the node refuses the job
   */
  public void send() {
    try {
      node.put(path(), new JobSubmission(job.terms(), job.envelope()).encode());
    } catch (RefusedAnswer e) {
      if (e.retryAfter().isEmpty() && !wantsEnvelope(e)) {
        throw e;
      }
    } catch (AzraException e) {
      absent(e);
    }
  }

  /**
   * Waits for the result, checks it against its receipt and opens it; asks at least once, also
   * after the deadline. Hands the envelope in again whenever the node turns out not to have it: it
   * may have refused a stranger's in its place. A node that cannot be reached may come back.
   *
   * @throws AzraException {@code job.late} after the deadline; {@code receipt.*} or {@code
   *     result.*} when the node hands out something that the enclave did not sign
   */
  public CheckedResult await(InstantSource clock) throws InterruptedException {
    Instant deadline = Instant.ofEpochSecond(job.terms().deadline());
    while (true) {
      Optional<Outcome> outcome = poll();
      if (outcome.isPresent()) {
        return open(outcome.get());
      }
      if (clock.instant().isAfter(deadline)) {
        throw new AzraException("job.late", "expected a result by " + deadline + ", found none");
      }
      Thread.sleep(POLL);
    }
  }

  private Optional<Outcome> poll() {
    try {
      var answer = node.get(path());
      return answer.status() == FINISHED
          ? Optional.of(Wire.decode(answer.body(), Outcome.class))
          : Optional.empty();
    } catch (RefusedAnswer e) {
      if (wantsEnvelope(e)) {
        send();
      } else if (e.retryAfter().isEmpty()) {
        throw e;
      }
      return Optional.empty();
    } catch (AzraException e) {
      return absent(e);
    }
  }

  private static Optional<Outcome> absent(AzraException e) {
    if (!e.code().equals(ServiceHttp.UNREACHABLE)) {
      throw e;
    }
    return Optional.empty();
  }

  private static boolean wantsEnvelope(RefusedAnswer answer) {
    return answer.code().equals("job.unknown") || answer.code().equals(Enclave.UNOPENABLE);
  }

  private CheckedResult open(Outcome outcome) {
    Receipt receipt = outcome.receipt();
    requireSigned(outcome);
    if (outcome.sealedResult().length == 0) {
      throw new AzraException(
          "result.none", "expected a result; nothing could be sealed to its key");
    }
    byte[] privateKey = resultKeys.privateKey();
    try {
      var opened = SealedResult.open(privateKey, job.id(), outcome.sealedResult());
      requireCommitted(opened, receipt);
      return new CheckedResult(JobResult.parse(opened.result()), receipt, outcome.signature());
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
