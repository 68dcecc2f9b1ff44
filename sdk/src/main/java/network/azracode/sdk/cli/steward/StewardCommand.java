// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.steward;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The group. */
@Command(
    name = "steward",
    description = "Deploy the contracts and govern them.",
    subcommands = {
      KeyCommand.class,
      DeployCommand.class,
      PolicyCommand.class,
      AttestorCommand.class,
      FeeCommand.class
    })
public final class StewardCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  /** Without a command: what there is. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.root().commandLine().getOut());
  }
}
