// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.policy;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

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
public final class PolicyCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  /** Without a command: what there is. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.root().commandLine().getOut());
  }
}
