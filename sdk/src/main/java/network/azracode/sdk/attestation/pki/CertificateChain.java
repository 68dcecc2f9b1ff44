// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.pki;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import network.azracode.sdk.protocol.AzraException;
import org.jspecify.annotations.Nullable;

/**
 * Certificates, leaf first and root last, that form a valid path up to a pinned key. An instance
 * exists only for a path that was valid at one time; everything but the windows holds at any time,
 * so it may be kept and asked again with {@link #requireValid}. Revocation is asked of a {@link
 * Crl}.
 */
public final class CertificateChain {
  private static final int KEY_CERT_SIGN = 5;

  private final ChainProfile profile;
  private final List<X509Certificate> certificates;

  private CertificateChain(ChainProfile profile, List<X509Certificate> certificates) {
    this.profile = profile;
    this.certificates = List.copyOf(certificates);
  }

  /**
   * Validates a path: length, signature algorithms, root key, order, authorities, windows, then all
   * that PKIX asks for.
   *
   * @param certificates leaf first, root last
   * @throws AzraException {@code <origin>.chain.*}: length, algorithm, root, order, authority,
   *     notYetValid, expired, signature, path
   */
  public static CertificateChain verify(
      ChainProfile profile, List<X509Certificate> certificates, RootPin root, Instant at) {
    CertificateChain chain = new CertificateChain(profile, certificates);
    chain.requireShape();
    chain.requireRoot(root);
    chain.requireAuthorities();
    chain.requireValid(at);
    chain.requirePath(at);
    return chain;
  }

  public X509Certificate leaf() {
    return certificates.getFirst();
  }

  /** Who signed the leaf. */
  public X509Certificate issuer() {
    return certificates.get(1);
  }

  public X509Certificate root() {
    return certificates.getLast();
  }

  /** Leaf first, root last. */
  public List<X509Certificate> certificates() {
    return certificates;
  }

  /**
   * Whether every certificate is within its window at this time.
   *
   * @throws AzraException {@code <origin>.chain.notYetValid} or {@code <origin>.chain.expired}
   */
  public void requireValid(Instant at) {
    for (X509Certificate certificate : certificates) {
      Instant from = certificate.getNotBefore().toInstant();
      Instant until = certificate.getNotAfter().toInstant();
      // names cost more than comparisons, and this is asked for every piece of evidence
      if (at.isBefore(from) || at.isAfter(until)) {
        String what = profile.what() + ", " + name(certificate);
        new Window(profile.origin(), "chain", what, from, until).require(at);
      }
    }
  }

  /** When the first of its certificates ends. */
  public Instant expiresAt() {
    return certificates.stream()
        .map(certificate -> certificate.getNotAfter().toInstant())
        .min(Instant::compareTo)
        .orElseThrow();
  }

  private void requireShape() {
    if (certificates.size() < profile.minLength() || certificates.size() > profile.maxLength()) {
      throw refused(
          "length",
          "expected %d to %d certificates, found %d"
              .formatted(profile.minLength(), profile.maxLength(), certificates.size()),
          null);
    }
    for (X509Certificate certificate : certificates) {
      if (!profile.algorithms().contains(certificate.getSigAlgName())) {
        throw refused(
            "algorithm",
            "expected a signature by one of %s, found %s"
                .formatted(profile.algorithms(), certificate.getSigAlgName()),
            null);
      }
    }
    for (int i = 0; i + 1 < certificates.size(); i++) {
      X509Certificate certificate = certificates.get(i);
      X509Certificate issuer = certificates.get(i + 1);
      if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
        throw refused(
            "order",
            "expected %s next, found %s"
                .formatted(certificate.getIssuerX500Principal(), issuer.getSubjectX500Principal()),
            null);
      }
    }
  }

  /** By key: a vendor may renew the certificate, and the evidence's own copy proves nothing. */
  private void requireRoot(RootPin root) {
    RootPin found = RootPin.of(root().getPublicKey());
    if (!found.equals(root)) {
      throw refused(
          "root",
          "expected a root key of SHA-256 %s, found %s"
              .formatted(root.keyDigest(), found.keyDigest()),
          null);
    }
  }

  private void requireAuthorities() {
    for (X509Certificate authority : certificates.subList(1, certificates.size())) {
      boolean[] usage = authority.getKeyUsage();
      if (authority.getBasicConstraints() < 0 || usage == null || !usage[KEY_CERT_SIGN]) {
        throw refused(
            "authority",
            name(authority) + ": expected an authority that may sign, found none",
            null);
      }
    }
    boolean[] usage = leaf().getKeyUsage();
    if (leaf().getBasicConstraints() >= 0 || (usage != null && !usage[0])) {
      throw refused("usage", name(leaf()) + ": expected a key for signatures, found another", null);
    }
  }

  private void requirePath(Instant at) {
    try {
      TrustAnchor anchor =
          new TrustAnchor(root().getSubjectX500Principal(), root().getPublicKey(), null);
      PKIXParameters parameters = new PKIXParameters(Set.of(anchor));
      parameters.setDate(Date.from(at));
      parameters.setRevocationEnabled(false);
      CertPathValidator.getInstance("PKIX")
          .validate(
              CertificateFactory.getInstance("X.509").generateCertPath(certificates), parameters);
    } catch (CertPathValidatorException e) {
      boolean signature = e.getReason() == CertPathValidatorException.BasicReason.INVALID_SIGNATURE;
      throw refused(
          signature ? "signature" : "path",
          "expected a valid path at " + at + ", found: " + e.getMessage(),
          e);
    } catch (GeneralSecurityException e) {
      throw refused("path", "expected a path, found: " + e.getMessage(), e);
    }
  }

  private AzraException refused(String code, String message, @Nullable Throwable cause) {
    return profile.origin().refused("chain." + code, profile.what() + ": " + message, cause);
  }

  private static String name(X509Certificate certificate) {
    return certificate.getSubjectX500Principal().getName();
  }
}
