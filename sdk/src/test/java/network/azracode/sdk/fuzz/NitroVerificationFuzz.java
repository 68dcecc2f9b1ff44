// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.fuzz;

import java.util.List;
import network.azracode.sdk.attestation.Collateral;
import network.azracode.sdk.evidence.NitroDocument;
import network.azracode.sdk.protocol.Octets;

/** Whole verifications of Nitro: time and document, certificates included. */
public final class NitroVerificationFuzz {
  private NitroVerificationFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    FuzzTarget.run(NitroVerificationFuzz::verify, input);
  }

  private static void verify(byte[] input) {
    List<Octets> parts = Parts.split(input, 2);
    VerificationFuzz.verify(
        NitroDocument.parse(parts.get(1)),
        Collateral.NONE,
        VerificationFuzz.time(parts.getFirst()));
  }
}
