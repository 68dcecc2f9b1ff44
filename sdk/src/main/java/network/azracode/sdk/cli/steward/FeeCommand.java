// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.steward;

import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.ledger.Call;
import network.azracode.sdk.protocol.Address;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Where fees go. How high they are is part of every policy and never changes in it. */
@Command(name = "fee", description = "Name who receives fees and what slashes leave.")
final class FeeCommand extends GovernCommand {
  @Option(
      names = "--treasury",
      paramLabel = "ADDRESS",
      required = true,
      description = "Address that is paid from then on.")
  @SuppressWarnings("NullAway.Init") // required
  private String treasury;

  @Override
  Call operation(Contracts contracts) {
    return contracts.registry().governance().setTreasury(Address.of(treasury));
  }
}
