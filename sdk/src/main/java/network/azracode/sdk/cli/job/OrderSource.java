// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.job;

import java.nio.file.Path;
import network.azracode.sdk.cli.InputFile;
import network.azracode.sdk.client.SealedOrder;
import network.azracode.sdk.protocol.JobId;
import picocli.CommandLine.Parameters;

/** A job that was sealed before: remembered here, or in an order file from elsewhere. */
final class OrderSource {
  @Parameters(
      paramLabel = "JOB",
      description = "Id of a job that 'azra job status' lists, or an order file.")
  @SuppressWarnings("NullAway.Init") // required
  private String job;

  SealedOrder order(JobStore jobs) {
    return job.startsWith("0x")
        ? jobs.order(JobId.of(job))
        : InputFile.parse(Path.of(job), SealedOrder.MAX_BYTES, SealedOrder::parse);
  }
}
