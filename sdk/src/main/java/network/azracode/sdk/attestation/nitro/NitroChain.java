// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.nitro;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import network.azracode.sdk.attestation.pki.CertificateChain;
import network.azracode.sdk.attestation.pki.Certificates;
import network.azracode.sdk.attestation.pki.ChainProfile;
import network.azracode.sdk.attestation.pki.EcCurve;
import network.azracode.sdk.attestation.pki.EcKey;
import network.azracode.sdk.attestation.pki.Origin;
import network.azracode.sdk.attestation.pki.RootPin;
import network.azracode.sdk.evidence.NitroDocument;

/**
 * Root → region → zone → instance → enclave, all on P-384, as a document carries them. AWS
 * publishes revocation lists only for the upper authorities and its own procedure leaves them out:
 * chains live for hours.
 */
public final class NitroChain {
  private static final int MIN_LENGTH = 2;
  private static final int MAX_LENGTH = 9;
  private static final ChainProfile PROFILE =
      new ChainProfile(
          Origin.EVIDENCE, "Nitro chain", MIN_LENGTH, MAX_LENGTH, Set.of("SHA384withECDSA"));

  private final CertificateChain certificates;
  private final EcKey key;

  private NitroChain(CertificateChain certificates, EcKey key) {
    this.certificates = certificates;
    this.key = key;
  }

  /**
   * The key that must have signed a document, before anybody vouches for it.
   *
   * @throws network.azracode.sdk.protocol.AzraException {@code evidence.certificate.malformed} or
   *     {@code evidence.key.*}
   */
  public static EcKey claimedKey(NitroDocument document) {
    X509Certificate leaf = Certificates.ofDer(Origin.EVIDENCE, document.certificate());
    return EcKey.of(Origin.EVIDENCE, EcCurve.P384, leaf.getPublicKey());
  }

  /**
   * Verifies the chain inside a document.
   *
   * @throws network.azracode.sdk.protocol.AzraException {@code evidence.chain.*}, {@code
   *     evidence.key.*}
   */
  public static NitroChain verify(NitroDocument document, RootPin root, Instant at) {
    List<X509Certificate> leafFirst = new ArrayList<>();
    leafFirst.add(Certificates.ofDer(Origin.EVIDENCE, document.certificate()));
    document.caBundle().reversed().stream()
        .map(der -> Certificates.ofDer(Origin.EVIDENCE, der))
        .forEach(leafFirst::add);
    CertificateChain chain = CertificateChain.verify(PROFILE, leafFirst, root, at);
    for (X509Certificate certificate : leafFirst) {
      EcKey.of(Origin.EVIDENCE, EcCurve.P384, certificate.getPublicKey());
    }
    requireSigningLeaf(chain.leaf());
    return new NitroChain(
        chain, EcKey.of(Origin.EVIDENCE, EcCurve.P384, chain.leaf().getPublicKey()));
  }

  /** The key that signs the document. */
  public EcKey key() {
    return key;
  }

  /**
   * Whether every certificate is within its window.
   *
   * @throws network.azracode.sdk.protocol.AzraException {@code evidence.chain.notYetValid} or
   *     {@code evidence.chain.expired}
   */
  public void requireValid(Instant at) {
    certificates.requireValid(at);
  }

  /** When the first certificate expires: at most about three hours after the document. */
  public Instant expiresAt() {
    return certificates.certificates().stream()
        .map(certificate -> certificate.getNotAfter().toInstant())
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  /**
   * A document was made while its own certificate was in force.
   *
   * @throws network.azracode.sdk.protocol.AzraException {@code evidence.chain.timestamp}
   */
  public void requireMadeInWindow(Instant made) {
    Instant from = certificates.leaf().getNotBefore().toInstant();
    Instant until = certificates.leaf().getNotAfter().toInstant();
    if (made.isBefore(from) || made.isAfter(until)) {
      throw Origin.EVIDENCE.refused(
          "chain.timestamp",
          "Nitro document: expected a timestamp from %s to %s, found %s"
              .formatted(from, until, made));
    }
  }

  /** Stricter than paths in general: a leaf must say that it may sign. */
  private static void requireSigningLeaf(X509Certificate leaf) {
    boolean[] usage = leaf.getKeyUsage();
    if (usage == null || !usage[0]) {
      throw Origin.EVIDENCE.refused(
          "chain.usage", "Nitro chain: expected a leaf with digitalSignature, found none");
    }
  }
}
