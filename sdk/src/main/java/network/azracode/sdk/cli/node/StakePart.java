// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.node;

import java.math.BigInteger;
import java.util.function.Supplier;
import network.azracode.sdk.cli.options.TokenAmounts;
import picocli.CommandLine.Option;

/** Some of a stake, or all of it. */
final class StakePart {
  private static final String ALL = "all";

  @Option(
      names = "--amount",
      paramLabel = "AMOUNT",
      required = true,
      description = "Tokens such as 12.5, base:<units>, or all.")
  @SuppressWarnings("NullAway.Init") // required
  private String amount;

  /** Base units. */
  BigInteger units(TokenAmounts amounts, Supplier<BigInteger> whole) {
    return amount.equals(ALL) ? whole.get() : amounts.parse("--amount", amount);
  }
}
