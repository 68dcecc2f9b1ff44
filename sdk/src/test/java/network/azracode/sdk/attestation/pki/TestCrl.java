// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.pki;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import network.azracode.sdk.protocol.Octets;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.jspecify.annotations.Nullable;

/** Revocation lists of a test vendor. */
public final class TestCrl {
  private TestCrl() {}

  /** A list in DER; a next update of null is left out. */
  public static Octets issue(
      TestCertificate issuer,
      String algorithm,
      Instant thisUpdate,
      @Nullable Instant nextUpdate,
      X509Certificate... revoked) {
    var builder =
        new X509v2CRLBuilder(
            X500Name.getInstance(issuer.certificate().getSubjectX500Principal().getEncoded()),
            Date.from(thisUpdate));
    if (nextUpdate != null) {
      builder.setNextUpdate(Date.from(nextUpdate));
    }
    for (X509Certificate certificate : revoked) {
      builder.addCRLEntry(
          certificate.getSerialNumber(), Date.from(thisUpdate), CRLReason.keyCompromise);
    }
    try {
      return Octets.of(
          builder.build(TestCertificate.signer(algorithm, issuer.privateKey())).getEncoded());
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }
}
