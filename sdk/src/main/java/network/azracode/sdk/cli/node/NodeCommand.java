// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.node;

import network.azracode.sdk.cli.Group;
import picocli.CommandLine.Command;

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
public final class NodeCommand extends Group {}
