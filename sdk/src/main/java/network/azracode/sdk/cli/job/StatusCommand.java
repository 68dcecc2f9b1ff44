// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.job;

import java.util.List;
import java.util.stream.Stream;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.Table;
import network.azracode.sdk.cli.options.ChainOptions;
import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.client.SealedOrder;
import network.azracode.sdk.protocol.JobId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code azra job status}. */
@Command(
    name = "status",
    description = {
      "Show where the jobs stand that were sealed here, as the chain tells it.",
      "sealed: not opened, nothing paid. open: paid for, no result here yet. delivered: the result"
          + " was opened here. late: the deadline has passed unsettled, take the money back."
          + " settled, refunded, cancelled: over. void: never opened, and never will be: too late, or"
          + " another job took its nonce."
    })
final class StatusCommand implements Runnable {
  private static final int MAX_LIMIT = 1_000;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "JOB",
      description = "Id of one job (default: all that are remembered).")
  private @Nullable String job;

  @Option(
      names = "--limit",
      paramLabel = "NUMBER",
      defaultValue = "50",
      description = "Most jobs to show, latest deadline first (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Mixin private final ChainOptions chain = new ChainOptions();

  record Answer(List<JobLine> jobs) {
    String text() {
      return jobs.isEmpty()
          ? "no jobs"
          : Table.of(JobLine.HEADINGS, jobs.stream().map(JobLine::cells).toList());
    }
  }

  @Override
  public void run() {
    try (Contracts contracts = chain.connect()) {
      var jobs = new JobStore(Azra.homeOf(spec), contracts.deployment());
      var progress = new JobProgress(contracts, jobs);
      var answer = new Answer(wanted(jobs).map(progress::line).toList());
      Azra.outputOf(spec).print(answer, answer::text);
    }
  }

  private Stream<SealedOrder> wanted(JobStore jobs) {
    return job == null
        ? jobs.orders().stream().limit(Math.clamp(limit, 1, MAX_LIMIT))
        : Stream.of(jobs.order(JobId.of(job)));
  }
}
