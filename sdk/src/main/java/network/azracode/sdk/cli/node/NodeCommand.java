// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.node;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The group: what anyone sees of nodes, and what their operators do with them. */
@Command(
    name = "node",
    description = "Look at nodes; run one.",
    subcommands = {
      ListCommand.class,
      InspectCommand.class,
      RegisterCommand.class,
      StakeCommand.class,
      AttestCommand.class,
      OfferCommand.class,
      RunCommand.class,
      StatusCommand.class,
      EarningsCommand.class,
      ClaimCommand.class,
      UnbondCommand.class,
      RebondCommand.class,
      WithdrawCommand.class
    })
public final class NodeCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  /** Without a command: what there is. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.root().commandLine().getOut());
  }
}
