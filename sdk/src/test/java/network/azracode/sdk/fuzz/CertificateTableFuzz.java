// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.fuzz;

import network.azracode.sdk.evidence.CertificateTable;
import network.azracode.sdk.evidence.ReportKey;
import network.azracode.sdk.protocol.Octets;

/** Tables of certificates that an AMD host keeps. */
public final class CertificateTableFuzz {
  private CertificateTableFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    FuzzTarget.run(
        bytes -> CertificateTable.parse(Octets.of(bytes)).chain(ReportKey.Kind.VCEK), input);
  }
}
