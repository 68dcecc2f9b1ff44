// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.job;

import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.options.ChainOptions;
import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.client.OpenedJob;
import network.azracode.sdk.node.JobSubmission;
import network.azracode.sdk.node.ServiceHttp;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.JobId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code azra job deliver}: needs no key, so anyone can do it for a client. */
@Command(
    name = "deliver",
    description = "Hand the envelope of an open job to its node; does not wait for the result.")
final class DeliverCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Mixin private final OrderSource source = new OrderSource();
  @Mixin private final ChainOptions chain = new ChainOptions();

  record Answer(JobId jobId, boolean accepted) {}

  @Override
  public void run() {
    OpenedJob job;
    try (Contracts contracts = chain.connect()) {
      job =
          source
              .order(new JobStore(Azra.homeOf(spec), contracts.deployment()))
              .job(contracts.deployment());
    }
    if (job.envelope().length == 0) {
      throw new AzraException(
          "job.delivered", "expected an envelope, found none: its result has come already");
    }
    try (var node = new ServiceHttp(job.endpoint(), job.tlsFingerprint())) {
      node.put("/v1/jobs/" + job.id(), new JobSubmission(job.terms(), job.envelope()).encode());
    }
    Azra.outputOf(spec)
        .print(
            new Answer(job.id(), true), () -> "job %s: the node has taken it".formatted(job.id()));
  }
}
