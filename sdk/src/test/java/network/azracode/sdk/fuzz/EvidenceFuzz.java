// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.fuzz;

import network.azracode.sdk.evidence.EvidenceFormat;
import network.azracode.sdk.protocol.Octets;

/** Evidence of unknown kind: packages of a node, and whatever they are told apart from. */
public final class EvidenceFuzz {
  private EvidenceFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    FuzzTarget.run(bytes -> EvidenceFormat.parse(Octets.of(bytes)), input);
  }
}
