// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Between whole tokens, of which people speak, and base units, which are stored. */
final class Amounts {
  private static final int DECIMALS = 18;

  private Amounts() {}

  static BigInteger tokens(long whole) {
    return BigInteger.valueOf(whole).multiply(BigInteger.TEN.pow(DECIMALS));
  }

  static BigInteger thousandths(long thousandths) {
    return BigInteger.valueOf(thousandths).multiply(BigInteger.TEN.pow(DECIMALS - 3));
  }

  static String text(BigInteger baseUnits) {
    return new BigDecimal(baseUnits, DECIMALS).stripTrailingZeros().toPlainString();
  }
}
