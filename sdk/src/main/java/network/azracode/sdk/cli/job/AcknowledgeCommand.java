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
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code azra job acknowledge}: a courtesy, and the only proof an operator gets of delivery. */
@Command(
    name = "acknowledge",
    description = {
      "Sign that the result of a job has arrived, and tell its node, which then need not keep it.",
      "Only for a result that was opened here: the receipt that is kept says which. For a client"
          + " that is a contract this says what its wallet is to sign; with --signature and"
          + " --received-at it is told."
    })
final class AcknowledgeCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Parameters(paramLabel = "JOB", description = "Id of a job that 'azra job status' lists.")
  @SuppressWarnings("NullAway.Init") // required
  private String job;

  @Option(
      names = "--received-at",
      paramLabel = "SECONDS",
      description = "Unix time that is signed (default: now).")
  private @Nullable Long receivedAt;

  @Mixin private final ClientSignature signature = new ClientSignature();
  @Mixin private final ChainOptions chain = new ChainOptions();
  @Mixin private final KeyOptions key = new KeyOptions();

  @Override
  public void run() {
    JobId id = JobId.of(job);
    try (Contracts contracts = chain.connect()) {
      var jobs = new JobStore(Azra.homeOf(spec), contracts.deployment());
      OpenedJob known = jobs.order(id).job(contracts.deployment());
      Acknowledgement word = acknowledgement(jobs, id);
      SignedAcknowledgement signed =
          signature
              .given()
              .map(bytes -> new SignedAcknowledgement(word, bytes.toString()))
              .orElseGet(() -> sign(word, known.terms().client(), contracts));
      tell(known, signed);
      Azra.outputOf(spec).print(signed, () -> "job %s: acknowledged".formatted(id));
    }
  }

  private SignedAcknowledgement sign(Acknowledgement word, Address client, Contracts contracts) {
    var domain = contracts.deployment().settlementDomain();
    if (contracts.chain().isContract(client)) {
      throw new AzraException(
          "acknowledgement.contract",
          "client %s is a contract: have it sign %s, then add --received-at=%d --signature=HEX"
              .formatted(client, word.digest(domain), word.receivedAt()));
    }
    return SignedAcknowledgement.sign(word, domain, key.open(spec));
  }

  private Acknowledgement acknowledgement(JobStore jobs, JobId id) {
    ReceiptFile receipt =
        jobs.receipt(id)
            .orElseThrow(() ->
                new AzraException(
                    "job.no-result",
                    "expected a result that was opened here, found none: see 'azra job fetch'"));
    return new Acknowledgement(
        id,
        receipt.receipt().resultCommitment(),
        receivedAt == null
            ? InstantSource.system().instant().getEpochSecond()
            : receivedAt.longValue());
  }

  private static void tell(OpenedJob job, SignedAcknowledgement signed) {
    try (var node = new ServiceHttp(job.endpoint(), job.tlsFingerprint())) {
      node.put(
          "/v1/jobs/" + job.id() + "/acknowledgement",
          Json.MAPPER.writeValueAsString(signed).getBytes(UTF_8));
    }
  }
}
