// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.guardian;

import network.azracode.sdk.cli.Group;
import picocli.CommandLine.Command;

/** The group. */
@Command(
    name = "guardian",
    description = "Stop new business, or save stake by a veto. Exits are never stopped.",
    subcommands = {StopCommand.class, ResumeCommand.class, VetoCommand.class})
public final class GuardianCommand extends Group {}
