// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import network.azracode.sdk.protocol.Bytes32;

/** Believes one certificate, whatever its names and whoever signed it: the one that was named. */
final class TlsPin extends X509ExtendedTrustManager {
  private final Bytes32 expected;

  private TlsPin(Bytes32 expected) {
    this.expected = expected;
  }

  /**
   * @param fingerprint SHA-256 of the only certificate to believe
   */
  static SSLContext context(Bytes32 fingerprint) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TlsPin(fingerprint)}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("expected TLS in this JDK", e);
    }
  }

  static Bytes32 fingerprint(X509Certificate certificate) throws CertificateException {
    try {
      return Bytes32.of(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new CertificateException(e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    Bytes32 found = fingerprint(chain[0]);
    if (!found.equals(expected)) {
      throw new CertificateException(
          "certificate: expected fingerprint %s, found %s".formatted(expected, found));
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("expected no client's certificate");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
