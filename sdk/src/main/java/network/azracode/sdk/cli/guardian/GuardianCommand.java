// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.guardian;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The group. */
@Command(
    name = "guardian",
    description = "Stop new business, or save stake by a veto. Exits are never stopped.",
    subcommands = {StopCommand.class, ResumeCommand.class, VetoCommand.class})
public final class GuardianCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  /** Without a command: what there is. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.root().commandLine().getOut());
  }
}
