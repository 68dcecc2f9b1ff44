// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.pki;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Set;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;
import org.jspecify.annotations.Nullable;

/**
 * A complete revocation list, always collateral. One without a next update is refused: it would
 * never grow old.
 */
public final class Crl {
  public static final int MAX_LENGTH = 131_072;
  private static final int CRL_SIGN = 6;

  private final String what;
  private final X509CRL list;
  private final Window window;

  private Crl(String what, X509CRL list, Window window) {
    this.what = what;
    this.list = list;
    this.window = window;
  }

  /**
   * Reads a list, DER or PEM.
   *
   * @param what the list's name, for sentences
   * @throws AzraException {@code collateral.crl.malformed} or {@code collateral.crl.noNextUpdate}
   */
  public static Crl parse(String what, Octets encoded) {
    if (encoded.length() > MAX_LENGTH) {
      throw refused(
          "malformed",
          "%s: expected at most %d bytes, found %d".formatted(what, MAX_LENGTH, encoded.length()),
          null);
    }
    try {
      X509CRL list =
          (X509CRL)
              CertificateFactory.getInstance("X.509")
                  .generateCRL(new ByteArrayInputStream(encoded.toByteArray()));
      return of(what, list);
    } catch (CRLException | CertificateException e) {
      throw refused("malformed", what + ": expected a CRL, found something else", e);
    }
  }

  private static Crl of(String what, X509CRL list) {
    Date nextUpdate = list.getNextUpdate();
    if (nextUpdate == null) {
      throw refused("noNextUpdate", what + ": expected a next update, found none", null);
    }
    if (list.hasUnsupportedCriticalExtension()) {
      throw refused("malformed", what + ": expected a complete list, found a partial one", null);
    }
    return new Crl(
        what,
        list,
        new Window(
            Origin.COLLATERAL,
            "crl",
            what,
            list.getThisUpdate().toInstant(),
            nextUpdate.toInstant()));
  }

  /** From this update to the next. */
  public Window window() {
    return window;
  }

  /** How many certificates it revokes. */
  public int size() {
    return list.getRevokedCertificates() == null ? 0 : list.getRevokedCertificates().size();
  }

  /**
   * Whether this authority issued the list.
   *
   * @throws AzraException {@code collateral.crl.issuer} or {@code collateral.crl.signature}
   */
  public void requireIssuedBy(X509Certificate authority) {
    boolean[] usage = authority.getKeyUsage();
    if (!list.getIssuerX500Principal().equals(authority.getSubjectX500Principal())
        || usage == null
        || !usage[CRL_SIGN]) {
      throw refused(
          "issuer",
          "%s: expected a list of %s, found one of %s"
              .formatted(what, authority.getSubjectX500Principal(), list.getIssuerX500Principal()),
          null);
    }
    try {
      list.verify(authority.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw refused("signature", what + ": expected its issuer's signature, found none of it", e);
    }
  }

  /** Whether a certificate, of this list's own issuer, is on it. */
  public boolean revokes(X509Certificate certificate) {
    return list.getIssuerX500Principal().equals(certificate.getIssuerX500Principal())
        && list.getRevokedCertificate(certificate.getSerialNumber()) != null;
  }

  /** Whether any entry bears this serial number, whosever certificate it means. */
  public boolean lists(BigInteger serial) {
    Set<? extends X509CRLEntry> entries = list.getRevokedCertificates();
    return entries != null
        && entries.stream().anyMatch(entry -> entry.getSerialNumber().equals(serial));
  }

  private static AzraException refused(String code, String message, @Nullable Throwable cause) {
    return Origin.COLLATERAL.refused("crl." + code, message, cause);
  }
}
