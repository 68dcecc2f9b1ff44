// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.account;

import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.cli.options.SendingOptions;
import network.azracode.sdk.protocol.Address;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code azra account status}. */
@Command(name = "status", description = "Show an account's money, in escrow and outside.")
final class StatusCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "ADDRESS",
      description = "Whose (default: that of the key).")
  private @Nullable String address;

  @Mixin private final SendingOptions options = new SendingOptions();

  @Override
  public void run() {
    Address asked = address == null ? options.address(spec) : Address.of(address);
    try (Contracts contracts = options.connect()) {
      AccountAnswer answer = AccountAnswer.of(contracts, asked, null);
      Azra.outputOf(spec).print(answer, () -> answer.text(contracts.amounts()));
    }
  }
}
