// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.evidence;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups what can be done with evidence. */
@Command(
    name = "evidence",
    description = "Look at evidence of SGX, TDX, SEV-SNP and Nitro, and verify it.",
    subcommands = {VerifyCommand.class, InspectCommand.class})
public final class EvidenceCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  /** Without a command: what there is. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.root().commandLine().getOut());
  }
}
