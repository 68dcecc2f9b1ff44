// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.options;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import network.azracode.sdk.ledger.ContractReverted;
import network.azracode.sdk.ledger.Token;
import network.azracode.sdk.protocol.AzraException;
import org.web3j.tx.exceptions.ContractCallException;

/**
 * Amounts as people write them: whole tokens with a decimal point, such as {@code 12.5}, or base
 * units where that is said, such as {@code base:12500000}.
 *
 * @param decimals that the token tells; empty if it tells none
 */
public record TokenAmounts(OptionalInt decimals) {
  private static final String BASE = "base:";
  private static final Pattern TOKENS = Pattern.compile("[0-9]{1,40}(\\.[0-9]{1,80})?");
  private static final Pattern UNITS = Pattern.compile(BASE + "[0-9]{1,80}");

  static TokenAmounts of(Token token) {
    try {
      return new TokenAmounts(OptionalInt.of(token.decimals()));
    } catch (ContractReverted | ContractCallException silent) {
      return new TokenAmounts(OptionalInt.empty());
    }
  }

  /**
   * Base units.
   *
   * @param option named in errors
   * @throws AzraException {@code amount.malformed}
   */
  public BigInteger parse(String option, String text) {
    if (UNITS.matcher(text).matches()) {
      return new BigInteger(text.substring(BASE.length()));
    }
    if (!TOKENS.matcher(text).matches()) {
      throw malformed(option, "tokens such as 12.5, or base:<units>", text);
    }
    if (decimals.isEmpty()) {
      throw malformed(option, "base:<units>, because the token tells no decimals", text);
    }
    BigDecimal units = new BigDecimal(text).movePointRight(decimals.getAsInt());
    if (units.stripTrailingZeros().scale() > 0) {
      throw malformed(option, "at most %d decimals".formatted(decimals.getAsInt()), text);
    }
    return units.toBigIntegerExact();
  }

  /** For a person; {@link #parse} reads it. */
  public String text(BigInteger baseUnits) {
    return decimals.isEmpty()
        ? BASE + baseUnits
        : new BigDecimal(baseUnits, decimals.getAsInt()).stripTrailingZeros().toPlainString();
  }

  private static AzraException malformed(String option, String expected, String found) {
    return new AzraException(
        "amount.malformed",
        "%s: expected %s, found %s"
            .formatted(option, expected, found.substring(0, Math.min(100, found.length()))));
  }
}
