// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.guardian;

import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.steward.ChainOptions;
import network.azracode.sdk.ledger.Registry;
import network.azracode.sdk.ledger.TransactionReceipt;
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

  @Option(names = "--case", required = true, description = "Number of the case.")
  private long caseId;

  @Mixin private final ChainOptions options = new ChainOptions();

  @Override
  public void run() {
    TransactionReceipt receipt =
        options.with(connected -> {
          var registry = new Registry(connected.chain(), connected.deployment().nodeRegistry());
          return connected
              .sender()
              .submit("guardian/veto-" + caseId, registry.guardianship().veto(caseId));
        });
    Azra.outputOf(spec).print(receipt, () -> "vetoed in block %d".formatted(receipt.block()));
  }
}
