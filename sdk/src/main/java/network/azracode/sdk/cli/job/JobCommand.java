// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.job;

import network.azracode.sdk.cli.Group;
import picocli.CommandLine.Command;

/** The group. */
@Command(
    name = "job",
    description = "Have a job done in a sealed enclave, and see what became of it.",
    subcommands = {
      RunCommand.class,
      FetchCommand.class,
      StatusCommand.class,
      RefundCommand.class,
      PrepareCommand.class,
      OpenCommand.class,
      DeliverCommand.class,
      AcknowledgeCommand.class,
      ForgetCommand.class
    })
public final class JobCommand extends Group {}
