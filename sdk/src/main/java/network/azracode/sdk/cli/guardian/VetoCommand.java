// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.guardian;

import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.options.Sending;
import network.azracode.sdk.cli.options.SendingOptions;
import network.azracode.sdk.cli.options.Sent;
import network.azracode.sdk.ledger.Registry;
import network.azracode.sdk.protocol.Unsigned;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Once per case, before it is due. */
@Command(
    name = "veto",
    description = "End a judged case before it is due: saves the stake, never the key.")
final class VetoCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(
      names = "--case",
      paramLabel = "CASE",
      required = true,
      description = "Number of the case.")
  private long caseId;

  @Mixin private final SendingOptions options = new SendingOptions();

  @Override
  public void run() {
    Unsigned.require("--case", caseId, 63);
    try (Sending sending = options.open(spec)) {
      Registry registry = sending.contracts().registry();
      Sent sent = sending.once("guardian/veto-" + caseId, registry.guardianship().veto(caseId));
      Azra.outputOf(spec).print(sent, () -> "case %d: vetoed, %s".formatted(caseId, sent.text()));
    }
  }
}
