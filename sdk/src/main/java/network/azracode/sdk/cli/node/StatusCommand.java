// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.node;

import java.util.concurrent.Callable;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.ExitCode;
import network.azracode.sdk.cli.options.ChainOptions;
import network.azracode.sdk.cli.options.Contracts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** As the contracts tell it; needs no key and no service. */
@Command(
    name = "status",
    description = "Show what the contracts know of a node: stake, verdict, earnings.")
final class StatusCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(
      names = "--node",
      paramLabel = "NODE",
      required = true,
      description = "Number of the node.")
  private long node;

  @Option(names = "--check", description = "Answer 2 unless the node can take jobs now.")
  private boolean check;

  @Mixin private final ChainOptions chain = new ChainOptions();

  @Override
  public Integer call() {
    try (Contracts contracts = chain.connect()) {
      NodeStanding standing = NodeStanding.of(NodeIds.of(node), contracts);
      Azra.outputOf(spec).print(standing, () -> standing.text(contracts.amounts()));
      return check && !standing.takesJobs() ? ExitCode.REFUTED : ExitCode.DONE;
    }
  }
}
