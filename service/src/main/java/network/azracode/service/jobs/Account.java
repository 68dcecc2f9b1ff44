// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.jobs;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import network.azracode.sdk.protocol.Address;
import network.azracode.service.chain.spi.Rows;

/**
 * A client's money in escrow.
 *
 * @param free what no job holds, in token base units
 */
public record Account(Address client, BigInteger free) {
  static Account of(ResultSet row) throws SQLException {
    return new Account(Rows.address(row, "client"), Rows.number(row, "free"));
  }
}
