// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.fuzz;

import java.util.List;
import network.azracode.sdk.evidence.SnpEvidence;
import network.azracode.sdk.protocol.Octets;

/** SEV-SNP reports, bare and in Azure's wrapping. */
public final class SnpEvidenceFuzz {
  private SnpEvidenceFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    FuzzTarget.run(bytes -> SnpEvidence.parse(Octets.of(bytes), List.of()), input);
  }
}
