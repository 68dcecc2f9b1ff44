// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.spi;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import org.jspecify.annotations.Nullable;

/** Columns of the ledger as the protocol's values; a null column is an empty one. */
public final class Rows {
  private Rows() {}

  public static Bytes32 bytes32(ResultSet row, String column) throws SQLException {
    return Bytes32.of(present(row.getBytes(column), column));
  }

  public static Address address(ResultSet row, String column) throws SQLException {
    return Address.of(present(row.getBytes(column), column));
  }

  public static BigInteger number(ResultSet row, String column) throws SQLException {
    return present(row.getBigDecimal(column), column).toBigIntegerExact();
  }

  public static Optional<Bytes32> optionalBytes32(ResultSet row, String column)
      throws SQLException {
    return Optional.ofNullable(row.getBytes(column)).map(Bytes32::of);
  }

  public static Optional<Address> optionalAddress(ResultSet row, String column)
      throws SQLException {
    return Optional.ofNullable(row.getBytes(column)).map(Address::of);
  }

  public static Optional<BigInteger> optionalNumber(ResultSet row, String column)
      throws SQLException {
    return Optional.ofNullable(row.getBigDecimal(column)).map(BigDecimal::toBigIntegerExact);
  }

  public static Optional<Long> optionalLong(ResultSet row, String column) throws SQLException {
    return optionalNumber(row, column).map(BigInteger::longValueExact);
  }

  private static <T> T present(@Nullable T value, String column) throws SQLException {
    if (value == null) {
      throw new SQLException("column %s: expected a value, found null".formatted(column));
    }
    return value;
  }
}
