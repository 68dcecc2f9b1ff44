// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.job;

import java.math.BigInteger;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.cli.options.Sending;
import network.azracode.sdk.cli.options.SendingOptions;
import network.azracode.sdk.cli.options.Sent;
import network.azracode.sdk.cli.options.ServiceOptions;
import network.azracode.sdk.ledger.Job;
import network.azracode.sdk.node.ServiceHttp;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code azra job refund}. */
@Command(
    name = "refund",
    description = {
      "Take the money of a job back that was not settled by its deadline; nobody can stop it.",
      "Works for any job, from any device: what is not remembered here, the service tells, and its"
          + " id proves it."
    })
final class RefundCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Parameters(paramLabel = "JOB", description = "Id of the job.")
  @SuppressWarnings("NullAway.Init") // required
  private String job;

  @Mixin private final SendingOptions options = new SendingOptions();
  @Mixin private final ServiceOptions service = new ServiceOptions();

  /**
   * @param refunded token base units, which are free in the client's escrow account again
   */
  record Answer(JobId jobId, String refunded, Sent sent) {}

  @Override
  public void run() {
    JobId id = JobId.of(job);
    try (Sending sending = options.open(spec);
        ServiceHttp http = service.connect()) {
      Contracts contracts = sending.contracts();
      Job open = requireDue(contracts, id);
      JobTerms terms = new KnownTerms(Azra.homeOf(spec), contracts.deployment(), http).of(id);
      Sent sent = sending.once("refund-" + id, contracts.settlement().refund(terms));
      BigInteger refunded = open.amount();
      Azra.outputOf(spec)
          .print(
              new Answer(id, refunded.toString(), sent),
              () ->
                  "job %s: %s back in escrow, %s"
                      .formatted(id, contracts.amounts().text(refunded), sent.text()));
    }
  }

  private static Job requireDue(Contracts contracts, JobId id) {
    Job found = contracts.settlement().latest().job(id);
    if (!found.isOpen()) {
      throw new AzraException(
          "job.not-open",
          "expected an open job, found none of id %s: it never was, or has ended".formatted(id));
    }
    long now = contracts.chain().head().time();
    if (now <= found.deadline()) {
      throw new AzraException(
          "job.not-due",
          "expected a deadline that has passed, found %d seconds to go"
              .formatted(found.deadline() - now + 1));
    }
    return found;
  }
}
