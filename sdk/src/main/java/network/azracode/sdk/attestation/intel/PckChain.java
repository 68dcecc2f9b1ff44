// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.intel;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import network.azracode.sdk.attestation.pki.CertificateChain;
import network.azracode.sdk.attestation.pki.Certificates;
import network.azracode.sdk.attestation.pki.ChainProfile;
import network.azracode.sdk.attestation.pki.DistinguishedNames;
import network.azracode.sdk.attestation.pki.EcCurve;
import network.azracode.sdk.attestation.pki.EcKey;
import network.azracode.sdk.attestation.pki.Origin;
import network.azracode.sdk.attestation.pki.RootPin;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;

/**
 * Who certified the platform's PCK key: exactly leaf, intermediate and root, all on P-256. An
 * instance exists only for a chain that was valid up to the pinned root; its windows are asked each
 * time anew.
 */
public final class PckChain {
  static final String SIGNATURE_ALGORITHM = "SHA256withECDSA";
  private static final String LEAF_NAME = "SGX PCK Certificate";
  private static final ChainProfile PROFILE =
      new ChainProfile(Origin.EVIDENCE, "PCK chain", 3, 3, Set.of(SIGNATURE_ALGORITHM));

  private final CertificateChain chain;
  private final EcKey leafKey;
  private final PckExtension extension;

  private PckChain(CertificateChain chain, EcKey leafKey, PckExtension extension) {
    this.chain = chain;
    this.leafKey = leafKey;
    this.extension = extension;
  }

  /**
   * Validates the chain that a quote carries.
   *
   * @throws AzraException {@code evidence.certificate.malformed}, {@code evidence.chain.*}, {@code
   *     evidence.key.kind} or {@code evidence.pck.*}
   */
  public static PckChain verify(Octets pem, RootPin root, Instant at) {
    List<X509Certificate> certificates = Certificates.ofPem(Origin.EVIDENCE, pem);
    CertificateChain chain = CertificateChain.verify(PROFILE, certificates, root, at);
    String name = DistinguishedNames.commonName(chain.leaf().getSubjectX500Principal());
    if (!name.contains(LEAF_NAME)) {
      throw Origin.EVIDENCE.refused(
          "pck.name", "expected a leaf named \"%s\", found \"%s\"".formatted(LEAF_NAME, name));
    }
    EcKey.of(Origin.EVIDENCE, EcCurve.P256, chain.issuer().getPublicKey());
    return new PckChain(
        chain,
        EcKey.of(Origin.EVIDENCE, EcCurve.P256, chain.leaf().getPublicKey()),
        PckExtension.of(chain.leaf()));
  }

  /**
   * Whether every certificate is within its window at this time.
   *
   * @throws AzraException {@code evidence.chain.notYetValid} or {@code evidence.chain.expired}
   */
  public void requireValid(Instant at) {
    chain.requireValid(at);
  }

  /**
   * Whether neither the leaf nor its authority is revoked; the PCK list must be of the very
   * authority that issued the leaf.
   *
   * @throws AzraException {@code collateral.crl.issuer}, {@code collateral.crl.signature}, {@code
   *     evidence.revoked.leaf} or {@code evidence.revoked.authority}
   */
  public void requireNotRevoked(IntelCollateral collateral) {
    collateral.pckCrl().requireIssuedBy(chain.issuer());
    if (collateral.pckCrl().revokes(chain.leaf())) {
      throw Origin.EVIDENCE.refused(
          "revoked.leaf", "PCK certificate: expected a good one, found it revoked");
    }
    if (collateral.rootCrl().revokes(chain.issuer())) {
      throw Origin.EVIDENCE.refused(
          "revoked.authority", "PCK authority: expected a good one, found it revoked");
    }
  }

  /** When the first of its certificates ends. */
  public Instant expiresAt() {
    return chain.expiresAt();
  }

  public EcKey leafKey() {
    return leafKey;
  }

  public PckExtension extension() {
    return extension;
  }
}
