// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** Certificates as PEM text. */
final class Pem {
  private static final int LINE_LENGTH = 64;

  private Pem() {}

  static String certificate(X509Certificate certificate) throws CertificateEncodingException {
    byte[] newline = "\n".getBytes(StandardCharsets.US_ASCII);
    String body =
        Base64.getMimeEncoder(LINE_LENGTH, newline).encodeToString(certificate.getEncoded());
    return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
  }
}
