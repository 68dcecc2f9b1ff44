// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.wallet;

import java.math.BigInteger;
import network.azracode.sdk.cli.Azra;
import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.cli.options.Sending;
import network.azracode.sdk.cli.options.SendingOptions;
import network.azracode.sdk.ledger.Chain;
import network.azracode.sdk.ledger.RpcException;
import network.azracode.sdk.ledger.Token;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code azra wallet fund}: what costs nothing where nothing is worth anything. */
@Command(
    name = "fund",
    description = {
      "On a development chain: fill the wallet with gas and tokens that are worth nothing.",
      "Mints only where the network's token is the development token; anvil gives the gas."
    })
final class FundCommand implements Runnable {
  private static final BigInteger GAS_WEI = BigInteger.TEN.pow(18);

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(
      names = "--tokens",
      paramLabel = "AMOUNT",
      defaultValue = "100",
      description = "How many, at most 10000 at a time (default: ${DEFAULT-VALUE}).")
  @SuppressWarnings("NullAway.Init") // has a default
  private String tokens;

  @Mixin private final SendingOptions options = new SendingOptions();

  /**
   * @param tokens in the wallet now, base units
   */
  record Answer(Address address, String tokens, String gasWei) {}

  @Override
  public void run() {
    try (Sending sending = options.open(spec)) {
      Contracts contracts = sending.contracts();
      BigInteger amount = contracts.amounts().parse("--tokens", tokens);
      requireMintable(contracts.token(), sending.address());
      fillGas(contracts.chain(), sending.address());
      sending.repeatable("mint", contracts.token().mint(sending.address(), amount));
      BigInteger balance = contracts.token().balanceOf(sending.address());
      BigInteger gas = contracts.chain().balanceWei(sending.address());
      Azra.outputOf(spec)
          .print(
              new Answer(sending.address(), balance.toString(), gas.toString()),
              () ->
                  "wallet %s: %s tokens, gas for many transactions"
                      .formatted(sending.address(), contracts.amounts().text(balance)));
    }
  }

  private static void requireMintable(Token token, Address to) {
    if (!token.isMintable(to)) {
      throw new AzraException(
          "token.not-mintable",
          "expected the development token, found one that does not give itself away");
    }
  }

  /** Only anvil hands out gas; elsewhere somebody has to send some. */
  private static void fillGas(Chain chain, Address wallet) {
    if (chain.balanceWei(wallet).compareTo(GAS_WEI.shiftRight(1)) >= 0) {
      return;
    }
    try {
      chain.fundOnAnvil(wallet, GAS_WEI);
    } catch (RpcException refused) {
      throw new AzraException(
          "wallet.gas",
          "%s: expected gas, found %s wei, and a chain that hands out none: send it some"
              .formatted(wallet, chain.balanceWei(wallet)));
    }
  }
}
