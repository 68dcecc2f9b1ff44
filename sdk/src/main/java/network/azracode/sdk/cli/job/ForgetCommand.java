// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.job;

import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.options.ChainOptions;
import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.JobId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code azra job forget}. */
@Command(
    name = "forget",
    description = "Forget a job that holds no money, with its envelope; its receipt stays.")
final class ForgetCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Parameters(paramLabel = "JOB", description = "Id of a job that 'azra job status' lists.")
  @SuppressWarnings("NullAway.Init") // required
  private String job;

  @Mixin private final ChainOptions chain = new ChainOptions();

  record Answer(JobId forgotten) {}

  @Override
  public void run() {
    JobId id = JobId.of(job);
    try (Contracts contracts = chain.connect()) {
      var jobs = new JobStore(Azra.homeOf(spec), contracts.deployment());
      jobs.order(id);
      if (contracts.settlement().latest().job(id).isOpen()) {
        throw new AzraException(
            "job.open", "expected a job that has ended, found it open: fetch or refund it first");
      }
      jobs.forget(id);
    }
    Azra.outputOf(spec).print(new Answer(id), () -> "forgotten " + id);
  }
}
