// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.amd;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import network.azracode.sdk.attestation.pki.CertificateChain;
import network.azracode.sdk.attestation.pki.ChainProfile;
import network.azracode.sdk.attestation.pki.Crl;
import network.azracode.sdk.attestation.pki.DistinguishedNames;
import network.azracode.sdk.attestation.pki.Origin;
import network.azracode.sdk.attestation.pki.RootPin;
import network.azracode.sdk.evidence.ReportKey;

/**
 * ARK → ASK or ASVK → endorsement key, all signed RSASSA-PSS with SHA-384, of one product
 * throughout. Exists only for a chain that was valid at one time; asked again, only its windows and
 * the revocation list decide anew.
 */
public final class AmdChain {
  private static final int LENGTH = 3;
  private static final int SALT_LENGTH = 48;

  private final Origin origin;
  private final CertificateChain certificates;
  private final EndorsementKey key;

  private AmdChain(Origin origin, CertificateChain certificates, EndorsementKey key) {
    this.origin = origin;
    this.certificates = certificates;
    this.key = key;
  }

  /**
   * Verifies a chain.
   *
   * @param certificates endorsement key first, ARK last
   * @param ark the product's pinned root key
   * @throws network.azracode.sdk.protocol.AzraException {@code <origin>.chain.*}, {@code
   *     <origin>.endorsement.*}, {@code <origin>.key.*}
   */
  static AmdChain verify(
      Origin origin,
      AmdProduct product,
      List<X509Certificate> certificates,
      RootPin ark,
      Instant at) {
    ChainProfile profile =
        new ChainProfile(origin, "AMD chain", LENGTH, LENGTH, Set.of("RSASSA-PSS"));
    CertificateChain chain = CertificateChain.verify(profile, certificates, ark, at);
    certificates.forEach(certificate -> requirePss(origin, certificate));
    EndorsementKey key = EndorsementKey.of(origin, chain.leaf());
    requireEqual(origin, "product", product.label(), key.product().label());
    requireEqual(
        origin,
        "issuer",
        (key.kind() == ReportKey.Kind.VLEK ? "SEV-VLEK-" : "SEV-") + product.label(),
        DistinguishedNames.commonName(chain.issuer().getSubjectX500Principal()));
    return new AmdChain(origin, chain, key);
  }

  /** What AMD certifies of the key at its end. */
  public EndorsementKey key() {
    return key;
  }

  /**
   * Whether every certificate is within its window.
   *
   * @throws network.azracode.sdk.protocol.AzraException {@code <origin>.chain.notYetValid} or
   *     {@code <origin>.chain.expired}
   */
  void requireValid(Instant at) {
    certificates.requireValid(at);
  }

  /** When the first certificate expires. */
  public Instant expiresAt() {
    return certificates.certificates().stream()
        .map(certificate -> certificate.getNotAfter().toInstant())
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** The ARK's certificate, whose key was compared with the pinned one. */
  X509Certificate ark() {
    return certificates.root();
  }

  /**
   * Asks the ARK's list. In practice it names authorities; a listed endorsement key is refused all
   * the same.
   *
   * @throws network.azracode.sdk.protocol.AzraException {@code collateral.crl.notYetValid} or
   *     {@code collateral.crl.expired}, {@code <origin>.revoked.authority} or {@code
   *     <origin>.revoked.leaf}
   */
  void requireNotRevoked(Crl crl, Instant at) {
    crl.window().require(at);
    if (crl.revokes(certificates.issuer())) {
      throw origin.refused("revoked.authority", revoked(certificates.issuer()));
    }
    if (crl.lists(certificates.leaf().getSerialNumber())) {
      throw origin.refused("revoked.leaf", revoked(certificates.leaf()));
    }
  }

  private static String revoked(X509Certificate certificate) {
    return "AMD chain: expected certificates in force, found %s, serial %x, revoked"
        .formatted(
            DistinguishedNames.commonName(certificate.getSubjectX500Principal()),
            certificate.getSerialNumber());
  }

  private static void requirePss(Origin origin, X509Certificate certificate) {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
      parameters.init(certificate.getSigAlgParams());
      PSSParameterSpec pss = parameters.getParameterSpec(PSSParameterSpec.class);
      requireEqual(
          origin,
          "algorithm",
          "SHA-384 SHA-384 " + SALT_LENGTH,
          "%s %s %d"
              .formatted(
                  pss.getDigestAlgorithm(),
                  ((MGF1ParameterSpec) pss.getMGFParameters()).getDigestAlgorithm(),
                  pss.getSaltLength()));
    } catch (GeneralSecurityException | IOException e) {
      throw origin.refused(
          "chain.algorithm", "AMD chain: expected parameters of RSASSA-PSS, found none", e);
    }
  }

  private static void requireEqual(Origin origin, String code, String expected, String found) {
    if (!expected.equals(found)) {
      throw origin.refused(
          "chain." + code, "AMD chain, %s: expected %s, found %s".formatted(code, expected, found));
    }
  }
}
