// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Set;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;
import org.jspecify.annotations.Nullable;

/**
 * Who certified the platform's PCK key. An instance exists only for a chain that was valid, at one
 * time, up to one anchor.
 */
final class PckChain {
  private static final int LENGTH = 3;
  private static final String LEAF_NAME = "CN=Intel SGX PCK Certificate";
  private static final String SIGNATURE_ALGORITHM = "SHA256withECDSA";

  private final P256Key leafKey;
  private final Instant expiresAt;

  private PckChain(P256Key leafKey, Instant expiresAt) {
    this.leafKey = leafKey;
    this.expiresAt = expiresAt;
  }

  /**
   * Accepts exactly leaf, intermediate and root, all on P-256, valid at the time. Revocation is not
   * consulted here.
   *
   * @throws AzraException {@code evidence.chain}
   */
  static PckChain verify(Octets pem, TrustAnchor anchor, Instant at) {
    List<X509Certificate> chain = Certificates.ofPem(pem.toByteArray());
    if (chain.size() != LENGTH) {
      throw refused("expected " + LENGTH + " certificates, found " + chain.size(), null);
    }
    for (X509Certificate certificate : chain) {
      P256Key.of(certificate.getPublicKey());
      if (!certificate.getSigAlgName().equals(SIGNATURE_ALGORITHM)) {
        throw refused("expected SHA256withECDSA, found " + certificate.getSigAlgName(), null);
      }
    }
    requireLeafName(chain.getFirst());
    requireRootKey(chain.getLast(), anchor);
    requirePath(chain, anchor, at);
    return new PckChain(P256Key.of(chain.getFirst().getPublicKey()), earliestEnd(chain));
  }

  P256Key leafKey() {
    return leafKey;
  }

  Instant expiresAt() {
    return expiresAt;
  }

  private static Instant earliestEnd(List<X509Certificate> chain) {
    return chain.stream()
        .map(certificate -> certificate.getNotAfter().toInstant())
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static void requireLeafName(X509Certificate leaf) {
    String name = leaf.getSubjectX500Principal().getName();
    if (!name.contains(LEAF_NAME)) {
      throw refused("expected a leaf named \"" + LEAF_NAME + "\", found \"" + name + "\"", null);
    }
  }

  /** By key: Intel may renew the certificate, and a quote's own copy of a root proves nothing. */
  private static void requireRootKey(X509Certificate root, TrustAnchor anchor) {
    P256Key found = P256Key.of(root.getPublicKey());
    P256Key expected = P256Key.of(anchor.rootKey());
    if (!found.equals(expected)) {
      throw refused("expected root key %s, found %s".formatted(expected, found), null);
    }
  }

  private static void requirePath(List<X509Certificate> chain, TrustAnchor anchor, Instant at) {
    try {
      var root =
          new java.security.cert.TrustAnchor(
              chain.getLast().getSubjectX500Principal(), anchor.rootKey(), null);
      PKIXParameters parameters = new PKIXParameters(Set.of(root));
      parameters.setDate(Date.from(at));
      parameters.setRevocationEnabled(false);
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(chain), parameters);
    } catch (GeneralSecurityException e) {
      throw refused("expected a valid path at " + at + ", found: " + e.getMessage(), e);
    }
  }

  private static AzraException refused(String message, @Nullable Throwable cause) {
    return new AzraException("evidence.chain", "PCK chain: " + message, cause);
  }
}
