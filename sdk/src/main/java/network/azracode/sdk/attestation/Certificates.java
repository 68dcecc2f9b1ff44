// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import network.azracode.sdk.protocol.AzraException;

/** X.509 certificates from bytes. */
final class Certificates {
  private Certificates() {}

  static X509Certificate ofDer(byte[] der) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw malformed(e);
    }
  }

  /** Certificates in the order of the PEM text; a trailing NUL, as quotes carry it, is dropped. */
  static List<X509Certificate> ofPem(byte[] pem) {
    int length = pem.length;
    while (length > 0 && pem[length - 1] == 0) {
      length--;
    }
    try {
      List<X509Certificate> certificates = new ArrayList<>();
      for (var certificate :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem, 0, length))) {
        certificates.add((X509Certificate) certificate);
      }
      return certificates;
    } catch (CertificateException e) {
      throw malformed(e);
    }
  }

  private static AzraException malformed(CertificateException cause) {
    return new AzraException(
        "evidence.malformed", "expected X.509 certificates, found something else", cause);
  }
}
