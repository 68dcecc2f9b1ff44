// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.job;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.ExitCode;
import network.azracode.sdk.cli.Progress;
import network.azracode.sdk.client.CheckedResult;
import network.azracode.sdk.client.Delivery;
import network.azracode.sdk.client.OpenedJob;
import network.azracode.sdk.client.ReceiptFile;
import network.azracode.sdk.client.SealedOrder;
import network.azracode.sdk.enclave.JobResult;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.sealing.SealingKeyPair;
import picocli.CommandLine.Model.CommandSpec;

/** The second half of a job: hand it in, wait, open, keep the receipt, show. */
record Homecoming(CommandSpec command, InstantSource clock, ResultOptions result) {

  /**
   * An open job. The journal is free for other commands by now: nothing is sent to the chain any
   * more.
   *
   * @param keys that open its result
   */
  record Awaited(OpenedJob job, SealingKeyPair keys, Deployment deployment, JobStore jobs) {}

  /**
   * @return the exit code: a program that failed has run and is paid for, and its job is not done
   * @throws AzraException as {@link Delivery#await}
   */
  int await(Awaited awaited) throws InterruptedException {
    try {
      return bringHome(awaited);
    } catch (AzraException e) {
      JobId id = awaited.job().id();
      Azra.progressOf(command)
          .say(
              "job %s: paid for and without a result here; azra job fetch %s asks again, and unless it is settled by %s azra job refund %s takes the money back"
                  .formatted(id, id, Instant.ofEpochSecond(awaited.job().terms().deadline()), id));
      throw e;
    } finally {
      awaited.keys().wipe();
    }
  }

  private int bringHome(Awaited awaited) throws InterruptedException {
    OpenedJob job = awaited.job();
    Progress progress = Azra.progressOf(command);
    progress.say("job %s: handing it in, waiting for the result".formatted(job.id()));
    CheckedResult checked = delivered(awaited, progress);
    var receipt = ReceiptFile.of(checked, job.terms(), awaited.deployment());
    Path kept = awaited.jobs().delivered(SealedOrder.of(job, awaited.deployment()), receipt);
    result.writeReceipt(receipt.encode());
    var answer = ResultAnswer.of(checked, job.terms(), kept);
    answer.receiptLines().forEach(progress::say);
    show(checked.result(), answer);
    return exitCode(checked.result());
  }

  private CheckedResult delivered(Awaited awaited, Progress progress) throws InterruptedException {
    try (Delivery delivery =
            new Delivery(awaited.job(), awaited.keys(), awaited.deployment().settlementDomain());
        var _ = Waiting.telling(progress, awaited.job(), clock)) {
      delivery.send();
      return delivery.await(clock);
    }
  }

  private void show(JobResult opened, ResultAnswer answer) {
    if (result.toFile()) {
      result.writeResult(opened.output());
      Azra.outputOf(command).print(answer.withoutOutput(), () -> "result written");
    } else {
      Azra.outputOf(command).print(answer, answer::output);
    }
  }

  private static int exitCode(JobResult opened) {
    return switch (opened.status()) {
      case DONE -> ExitCode.DONE;
      case FAILED ->
          throw new AzraException(
              "program.failed", "the program ran and did not take this input; it is paid for");
      case EXHAUSTED ->
          throw new AzraException(
              "program.exhausted", "the price did not pay for all of it: raise --max-price");
      case UNKNOWN_PROGRAM ->
          throw new AzraException("program.unknown", "the enclave has no such program");
    };
  }
}
