// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.amd;

import network.azracode.sdk.attestation.pki.EcKey;
import network.azracode.sdk.attestation.pki.Origin;
import network.azracode.sdk.evidence.SnpReport;
import network.azracode.sdk.protocol.Octets;

/**
 * The 512 bytes behind a report: r and s of 72 bytes each, little-endian, though P-384 fills 48 of
 * them. All other bytes must be zero: they are not signed, and one report would have many forms.
 */
final class ReportSignature {
  private static final int COORDINATE_LENGTH = 48;
  private static final int FIELD_LENGTH = 72;

  private ReportSignature() {}

  /**
   * Whether this key signed this report.
   *
   * @throws network.azracode.sdk.protocol.AzraException {@code evidence.signature.padding} or
   *     {@code evidence.signature.report}
   */
  static void require(SnpReport report, EcKey key) {
    byte[] bytes = report.signature().toByteArray();
    byte[] rAndS = new byte[2 * COORDINATE_LENGTH];
    for (int i = 0; i < bytes.length; i++) {
      int field = i / FIELD_LENGTH;
      int index = i % FIELD_LENGTH;
      if (field < 2 && index < COORDINATE_LENGTH) {
        rAndS[field * COORDINATE_LENGTH + COORDINATE_LENGTH - 1 - index] = bytes[i];
      } else if (bytes[i] != 0) {
        throw Origin.EVIDENCE.refused(
            "signature.padding", "SNP report: expected zero behind r and s, found more at " + i);
      }
    }
    if (!key.verifies(report.signedRange(), Octets.of(rAndS))) {
      throw Origin.EVIDENCE.refused(
          "signature.report",
          "SNP report: expected a signature by the endorsement key, found none of it");
    }
  }
}
