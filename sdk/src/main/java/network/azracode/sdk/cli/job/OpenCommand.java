// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.job;

import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.cli.options.Sending;
import network.azracode.sdk.cli.options.SendingOptions;
import network.azracode.sdk.client.OpenedJob;
import network.azracode.sdk.client.SealedOrder;
import network.azracode.sdk.protocol.JobId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code azra job open}. */
@Command(
    name = "open",
    description = {
      "Open an order in escrow, whoever's it is: the gas is yours, the price its client's.",
      "An order without a signature is opened with --signature: the client's over the job's id,"
          + " which is the EIP-712 digest of its terms.",
      "Its envelope goes to the node with 'azra job deliver', its result home with 'azra job"
          + " fetch'."
    })
final class OpenCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Mixin private final OrderSource source = new OrderSource();
  @Mixin private final ClientSignature signature = new ClientSignature();
  @Mixin private final SendingOptions options = new SendingOptions();

  /**
   * @param opened false if it had been opened before
   */
  record Answer(JobId jobId, boolean opened) {
    String text() {
      return "job %s: %s".formatted(jobId, opened ? "open in escrow" : "was opened before");
    }
  }

  @Override
  public void run() {
    try (Sending sending = options.open(spec)) {
      Contracts contracts = sending.contracts();
      SealedOrder found = source.order(new JobStore(Azra.homeOf(spec), contracts.deployment()));
      SealedOrder order = signature.given().map(found::signed).orElse(found);
      OpenedJob job = order.job(contracts.deployment());
      var opening = new Opening(contracts);
      boolean wasOpen = opening.isDone(job);
      if (!wasOpen) {
        opening.open(job, order, sending);
      }
      var answer = new Answer(job.id(), !wasOpen);
      Azra.outputOf(spec).print(answer, answer::text);
    }
  }
}
