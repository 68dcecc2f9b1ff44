// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.amd;

import network.azracode.sdk.attestation.pki.Certificates;
import network.azracode.sdk.attestation.pki.Origin;
import network.azracode.sdk.fuzz.FuzzTarget;
import network.azracode.sdk.protocol.Octets;

/** Certificates of endorsement keys in DER, with AMD's extensions. */
public final class VekCertificateFuzz {
  private VekCertificateFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    FuzzTarget.run(
        der ->
            EndorsementKey.of(Origin.EVIDENCE, Certificates.ofDer(Origin.EVIDENCE, Octets.of(der))),
        input);
  }
}
