// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.InstantSource;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.options.ChainOptions;
import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.cli.options.KeyOptions;
import network.azracode.sdk.client.OpenedJob;
import network.azracode.sdk.client.ReceiptFile;
import network.azracode.sdk.node.ServiceHttp;
import network.azracode.sdk.node.SignedAcknowledgement;
import network.azracode.sdk.protocol.Acknowledgement;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code azra job acknowledge}: a courtesy, and the only proof an operator gets of delivery. */
@Command(
    name = "acknowledge",
    description = {
      "Sign that the result of a job has arrived, and tell its node, which then need not keep it.",
      "Only for a result that was opened here: the receipt that is kept says which."
    })
final class AcknowledgeCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Parameters(paramLabel = "JOB", description = "Id of a job that 'azra job status' lists.")
  @SuppressWarnings("NullAway.Init") // required
  private String job;

  @Mixin private final ChainOptions chain = new ChainOptions();
  @Mixin private final KeyOptions key = new KeyOptions();

  @Override
  public void run() {
    JobId id = JobId.of(job);
    try (Contracts contracts = chain.connect()) {
      var jobs = new JobStore(Azra.homeOf(spec), contracts.deployment());
      OpenedJob known = jobs.order(id).job(contracts.deployment());
      SignedAcknowledgement signed =
          SignedAcknowledgement.sign(
              acknowledgement(jobs, id), contracts.deployment().settlementDomain(), key.open(spec));
      tell(known, signed);
      Azra.outputOf(spec).print(signed, () -> "job %s: acknowledged".formatted(id));
    }
  }

  private static Acknowledgement acknowledgement(JobStore jobs, JobId id) {
    ReceiptFile receipt =
        jobs.receipt(id)
            .orElseThrow(() ->
                new AzraException(
                    "job.no-result",
                    "expected a result that was opened here, found none: see 'azra job fetch'"));
    return new Acknowledgement(
        id,
        receipt.receipt().resultCommitment(),
        InstantSource.system().instant().getEpochSecond());
  }

  private static void tell(OpenedJob job, SignedAcknowledgement signed) {
    try (var node = new ServiceHttp(job.endpoint(), job.tlsFingerprint())) {
      node.put(
          "/v1/jobs/" + job.id() + "/acknowledgement",
          Json.MAPPER.writeValueAsString(signed).getBytes(UTF_8));
    }
  }
}
