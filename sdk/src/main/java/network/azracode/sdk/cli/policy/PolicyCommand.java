// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.policy;

import network.azracode.sdk.cli.Group;
import picocli.CommandLine.Command;

/** The group: which code, on which hardware, this client trusts. */
@Command(
    name = "policy",
    description = "Choose the policies under which you trust nodes.",
    subcommands = {
      ShowCommand.class,
      AcceptCommand.class,
      AcceptedCommand.class,
      ForgetCommand.class
    })
public final class PolicyCommand extends Group {}
