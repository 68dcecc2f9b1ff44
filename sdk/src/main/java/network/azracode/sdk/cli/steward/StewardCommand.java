// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.steward;

import network.azracode.sdk.cli.Group;
import picocli.CommandLine.Command;

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
public final class StewardCommand extends Group {}
