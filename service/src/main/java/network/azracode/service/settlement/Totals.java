// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.settlement;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import network.azracode.service.chain.spi.Rows;

/** What was settled so far, or on one day; amounts are base units of the token. */
public record Totals(
    long jobs, BigInteger computeUnits, BigInteger paid, BigInteger fee, BigInteger refunded) {

  static final String COLUMNS =
      "coalesce(sum(jobs), 0) AS jobs, coalesce(sum(compute_units), 0) AS compute_units,"
          + " coalesce(sum(paid), 0) AS paid, coalesce(sum(fee), 0) AS fee,"
          + " coalesce(sum(refunded), 0) AS refunded";

  static Totals of(ResultSet row) throws SQLException {
    return new Totals(
        row.getLong("jobs"),
        Rows.number(row, "compute_units"),
        Rows.number(row, "paid"),
        Rows.number(row, "fee"),
        Rows.number(row, "refunded"));
  }
}
