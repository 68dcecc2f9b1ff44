// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.pki;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;

/** X.509 certificates from bytes. */
public final class Certificates {
  /** Longest chain that is read; no vendor's has more than five. */
  public static final int MAX_CERTIFICATES = 8;

  /** Longest input that is read. */
  public static final int MAX_LENGTH = 32_768;

  private Certificates() {}

  /**
   * Exactly one certificate.
   *
   * @throws AzraException {@code <origin>.certificate.malformed}
   */
  public static X509Certificate ofDer(Origin origin, Octets der) {
    requireLength(origin, der);
    try {
      ByteArrayInputStream in = new ByteArrayInputStream(der.toByteArray());
      X509Certificate certificate = (X509Certificate) factory().generateCertificate(in);
      if (in.available() > 0) {
        throw malformed(origin, new CertificateException("bytes left over"));
      }
      return certificate;
    } catch (CertificateException e) {
      throw malformed(origin, e);
    }
  }

  /**
   * Certificates in the order of the PEM text; a trailing NUL, as quotes carry it, is dropped.
   *
   * @throws AzraException {@code <origin>.certificate.malformed} or {@code <origin>.chain.length}
   */
  public static List<X509Certificate> ofPem(Origin origin, Octets pem) {
    requireLength(origin, pem);
    byte[] bytes = pem.toByteArray();
    int length = bytes.length;
    while (length > 0 && bytes[length - 1] == 0) {
      length--;
    }
    try {
      List<X509Certificate> certificates = new ArrayList<>();
      for (var certificate :
          factory().generateCertificates(new ByteArrayInputStream(bytes, 0, length))) {
        certificates.add((X509Certificate) certificate);
      }
      if (certificates.size() > MAX_CERTIFICATES) {
        throw origin.refused(
            "chain.length",
            "expected at most %d certificates, found %d"
                .formatted(MAX_CERTIFICATES, certificates.size()));
      }
      return List.copyOf(certificates);
    } catch (CertificateException e) {
      throw malformed(origin, e);
    }
  }

  private static CertificateFactory factory() throws CertificateException {
    return CertificateFactory.getInstance("X.509");
  }

  private static void requireLength(Origin origin, Octets encoded) {
    if (encoded.length() > MAX_LENGTH) {
      throw origin.refused(
          "certificate.malformed",
          "certificates: expected at most %d bytes, found %d"
              .formatted(MAX_LENGTH, encoded.length()));
    }
  }

  private static AzraException malformed(Origin origin, CertificateException cause) {
    return origin.refused(
        "certificate.malformed", "expected X.509 certificates, found something else", cause);
  }
}
