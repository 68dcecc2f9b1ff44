// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

/** Reads plain decimal digits, for identifiers in paths and parameters. */
final class Decimal {
  private static final int MAX_DIGITS = 19;

  private Decimal() {}

  static long parse(String field, String decimal) {
    try {
      if (!decimal.isEmpty() && decimal.length() <= MAX_DIGITS && decimal.charAt(0) != '+') {
        return Long.parseLong(decimal);
      }
    } catch (NumberFormatException e) {
      // answered below, with what was expected
    }
    throw new AzraException(
        "number.malformed",
        "%s: expected up to %d decimal digits, found %d characters that are not"
            .formatted(field, MAX_DIGITS, decimal.length()));
  }
}
