// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.account;

import java.math.BigInteger;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.cli.options.Sending;
import network.azracode.sdk.cli.options.SendingOptions;
import network.azracode.sdk.cli.options.Sent;
import network.azracode.sdk.protocol.Address;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code azra account withdraw}. */
@Command(
    name = "withdraw",
    description = "Take out of escrow what no job holds; nobody can stop it.")
final class WithdrawCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Parameters(paramLabel = "AMOUNT", description = "Tokens such as 12.5, base:<units>, or all.")
  @SuppressWarnings("NullAway.Init") // required
  private String amount;

  @Option(names = "--to", paramLabel = "ADDRESS", description = "Whom (default: the wallet).")
  private @Nullable String to;

  @Mixin private final SendingOptions options = new SendingOptions();

  @Override
  public void run() {
    try (Sending sending = options.open(spec)) {
      Contracts contracts = sending.contracts();
      Address recipient = to == null ? sending.address() : Address.of(to);
      BigInteger units = units(contracts, sending.address());
      DepositCommand.requirePositive(units);
      Sent sent = sending.repeatable("withdraw", contracts.settlement().withdraw(recipient, units));
      AccountAnswer answer = AccountAnswer.of(contracts, sending.address(), sent);
      Azra.outputOf(spec).print(answer, () -> answer.text(contracts.amounts()));
    }
  }

  private BigInteger units(Contracts contracts, Address client) {
    return amount.equals("all")
        ? contracts.settlement().latest().account(client).free()
        : contracts.amounts().parse("AMOUNT", amount);
  }
}
