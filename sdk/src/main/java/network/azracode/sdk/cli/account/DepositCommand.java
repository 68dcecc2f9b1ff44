// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.account;

import java.math.BigInteger;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.cli.options.Sending;
import network.azracode.sdk.cli.options.SendingOptions;
import network.azracode.sdk.cli.options.Sent;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code azra account deposit}. */
@Command(
    name = "deposit",
    description = {
      "Move tokens from the wallet into escrow, where jobs are paid from; exactly this much is"
          + " allowed to the contract, and taken.",
      "Interrupted and repeated with the same amount, it goes on instead of depositing twice."
    })
final class DepositCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Parameters(paramLabel = "AMOUNT", description = "Tokens such as 12.5, or base:<units>.")
  @SuppressWarnings("NullAway.Init") // required
  private String amount;

  @Mixin private final SendingOptions options = new SendingOptions();

  @Override
  public void run() {
    try (Sending sending = options.open(spec)) {
      Contracts contracts = sending.contracts();
      BigInteger units = contracts.amounts().parse("AMOUNT", amount);
      requirePositive(units);
      Address escrow = contracts.deployment().settlement();
      allow(sending, escrow, units);
      Sent sent =
          sending.repeatable("deposit", contracts.settlement().deposit(sending.address(), units));
      AccountAnswer answer = AccountAnswer.of(contracts, sending.address(), sent);
      Azra.outputOf(spec).print(answer, () -> answer.text(contracts.amounts()));
    }
  }

  /** An allowance that an interrupted deposit left is used up first. */
  private static void allow(Sending sending, Address escrow, BigInteger units) {
    Contracts contracts = sending.contracts();
    BigInteger balance = contracts.token().balanceOf(sending.address());
    BigInteger allowed = contracts.token().allowance(sending.address(), escrow);
    if (balance.compareTo(units) < 0) {
      throw new AzraException(
          "wallet.short",
          "wallet: expected at least %s, found %s"
              .formatted(contracts.amounts().text(units), contracts.amounts().text(balance)));
    }
    if (allowed.compareTo(units) != 0) {
      sending.repeatable("approve", contracts.token().approve(escrow, units));
    }
  }

  static void requirePositive(BigInteger units) {
    if (units.signum() == 0) {
      throw new AzraException("amount.zero", "AMOUNT: expected more than nothing");
    }
  }
}
