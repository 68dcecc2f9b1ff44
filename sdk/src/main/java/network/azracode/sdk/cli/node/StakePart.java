// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.node;

import java.math.BigInteger;
import java.util.function.Supplier;
import network.azracode.sdk.cli.options.TokenAmounts;

/** Some of a stake, or all of it. */
final class StakePart {
  private static final String ALL = "all";

  private StakePart() {}

  /** Base units. */
  static BigInteger of(String amount, TokenAmounts amounts, Supplier<BigInteger> whole) {
    return amount.equals(ALL) ? whole.get() : amounts.parse("--amount", amount);
  }
}
