// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.intel;

import java.security.cert.X509Certificate;
import java.util.List;
import network.azracode.sdk.attestation.pki.Certificates;
import network.azracode.sdk.attestation.pki.Origin;
import network.azracode.sdk.attestation.pki.RootPin;
import network.azracode.sdk.fuzz.FuzzTarget;
import network.azracode.sdk.protocol.Octets;

/** PCK chains in PEM: Intel's extension, and a path under whatever root the bytes bring. */
public final class PckCertificateFuzz {
  private PckCertificateFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    FuzzTarget.run(PckCertificateFuzz::read, input);
  }

  private static void read(byte[] pem) {
    List<X509Certificate> certificates = Certificates.ofPem(Origin.EVIDENCE, Octets.of(pem));
    if (certificates.isEmpty()) {
      return;
    }
    PckExtension.of(certificates.getFirst());
    RootPin root = RootPin.of(certificates.getLast().getPublicKey());
    PckChain.verify(Octets.of(pem), root, certificates.getFirst().getNotBefore().toInstant());
  }
}
