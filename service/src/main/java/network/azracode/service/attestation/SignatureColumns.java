// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.sql.ResultSet;
import java.sql.SQLException;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.service.chain.spi.Rows;

/** The two columns in which every table of attestations keeps a compact signature. */
final class SignatureColumns {
  private SignatureColumns() {}

  static CompactSignature of(ResultSet row) throws SQLException {
    return new CompactSignature(
        Rows.bytes32(row, "signature_r"), Rows.bytes32(row, "signature_vs"));
  }
}
