// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.fuzz;

import network.azracode.sdk.evidence.NitroDocument;
import network.azracode.sdk.protocol.Octets;

/** Nitro documents: CBOR, COSE and the fields inside. */
public final class NitroDocumentFuzz {
  private NitroDocumentFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    FuzzTarget.run(bytes -> NitroDocument.parse(Octets.of(bytes)), input);
  }
}
