// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.security.cert.X509Certificate;
import network.azracode.sdk.attestation.pki.Certificates;
import network.azracode.sdk.attestation.pki.Origin;
import network.azracode.sdk.attestation.pki.RootPin;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.Tee;

/**
 * A root that somebody made on their own machine. Whatever rests on it is {@link Tee#DEVELOPMENT}.
 * Evidence under it has the form of Intel's. It can only be built from a certificate whose digest a
 * policy names.
 */
public final class DevelopmentAnchor implements TrustAnchor {
  /** Name of the root certificate (DER) among the collateral's documents. */
  public static final String ROOT_DOCUMENT = "root.der";

  private final Bytes32 digest;
  private final RootPin root;

  private DevelopmentAnchor(Bytes32 digest, RootPin root) {
    this.digest = digest;
    this.root = root;
  }

  /**
   * The anchor whose root certificate the collateral holds and the policy names.
   *
   * @param expectedDigest SHA-256 of the root certificate's DER, from the policy
   * @throws AzraException {@code collateral.missing} or {@code collateral.mismatch}
   */
  public static DevelopmentAnchor of(Collateral collateral, Bytes32 expectedDigest) {
    Octets root = collateral.document(ROOT_DOCUMENT);
    Bytes32 found = Sha256.hash(root.toByteArray());
    if (!found.equals(expectedDigest)) {
      throw new AzraException(
          "collateral.mismatch",
          "development root: expected SHA-256 %s, found %s".formatted(expectedDigest, found));
    }
    X509Certificate certificate = Certificates.ofDer(Origin.COLLATERAL, root);
    return new DevelopmentAnchor(found, RootPin.of(certificate.getPublicKey()));
  }

  /** SHA-256 of the root certificate's DER. */
  public Bytes32 digest() {
    return digest;
  }

  @Override
  public Vendor vendor() {
    return Vendor.INTEL;
  }

  @Override
  public RootPin root() {
    return root;
  }

  @Override
  public Tee tee(Tee form) {
    return Tee.DEVELOPMENT;
  }
}
