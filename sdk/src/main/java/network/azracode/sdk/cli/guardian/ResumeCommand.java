// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.guardian;

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

/** Nothing to send: a suspension ends by itself, and nobody can lengthen or lift it. */
@Command(
    name = "resume",
    description = {
      "Tell whether a policy takes new business again, or when its suspension lapses.",
      "No transaction lifts a suspension: it ends by itself. Answers 2 while it lasts."
    })
final class ResumeCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      required = true,
      description = "Number of the policy.")
  private int policy;

  @Mixin private final ChainOptions chain = new ChainOptions();

  @Override
  public Integer call() {
    try (Contracts contracts = chain.connect()) {
      Suspension suspension = Suspension.of(contracts, policy);
      Azra.outputOf(spec).print(suspension, suspension::text);
      return suspension.suspended() ? ExitCode.REFUTED : ExitCode.DONE;
    }
  }
}
