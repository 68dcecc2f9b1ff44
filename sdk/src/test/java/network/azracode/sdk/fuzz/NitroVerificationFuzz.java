// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.fuzz;

import java.time.Instant;
import network.azracode.sdk.attestation.Collateral;
import network.azracode.sdk.attestation.EvidenceVerifier;
import network.azracode.sdk.attestation.TrustAnchors;
import network.azracode.sdk.evidence.NitroDocument;
import network.azracode.sdk.protocol.Octets;

/** Whole verifications of Nitro documents, certificates included. */
public final class NitroVerificationFuzz {
  private static final Instant AT = Instant.parse("2024-02-26T07:02:01Z");

  private NitroVerificationFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    FuzzTarget.run(
        bytes ->
            new EvidenceVerifier(TrustAnchors.vendors())
                .verify(NitroDocument.parse(Octets.of(bytes)), Collateral.NONE, AT),
        input);
  }
}
