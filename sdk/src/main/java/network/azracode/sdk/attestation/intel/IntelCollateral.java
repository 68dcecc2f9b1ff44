// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.intel;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import network.azracode.sdk.attestation.pki.CertificateChain;
import network.azracode.sdk.attestation.pki.Certificates;
import network.azracode.sdk.attestation.pki.ChainProfile;
import network.azracode.sdk.attestation.pki.Crl;
import network.azracode.sdk.attestation.pki.EcCurve;
import network.azracode.sdk.attestation.pki.EcKey;
import network.azracode.sdk.attestation.pki.Origin;
import network.azracode.sdk.attestation.pki.RootPin;
import network.azracode.sdk.attestation.pki.Window;
import network.azracode.sdk.protocol.AzraException;

/**
 * Collateral that Intel signed. An instance exists only for documents whose signatures hold up to
 * the pinned root; what depends on the time is asked with {@link #requireCurrent}, each time anew,
 * so an instance may be kept. The PCK list alone waits for its issuer, which the quote brings along
 * ({@link PckChain#requireNotRevoked}).
 */
public final class IntelCollateral {
  private static final String SIGNER_NAME = "CN=Intel SGX TCB Signing";
  private static final ChainProfile SIGNING_CHAIN =
      new ChainProfile(
          Origin.COLLATERAL, "TCB signing chain", 2, 2, Set.of(PckChain.SIGNATURE_ALGORITHM));

  private final CertificateChain signingChain;
  private final Crl rootCrl;
  private final Crl pckCrl;
  private final TcbInfo tcbInfo;
  private final QeIdentity qeIdentity;

  private IntelCollateral(
      CertificateChain signingChain,
      Crl rootCrl,
      Crl pckCrl,
      TcbInfo tcbInfo,
      QeIdentity identity) {
    this.signingChain = signingChain;
    this.rootCrl = rootCrl;
    this.pckCrl = pckCrl;
    this.tcbInfo = tcbInfo;
    this.qeIdentity = identity;
  }

  /**
   * Checks every signature, and that all is current.
   *
   * @throws AzraException {@code collateral.*}: certificate, chain, crl, tcbInfo, qeIdentity,
   *     revoked
   */
  public static IntelCollateral verify(IntelDocuments documents, RootPin root, Instant at) {
    CertificateChain chain =
        CertificateChain.verify(
            SIGNING_CHAIN,
            Certificates.ofPem(Origin.COLLATERAL, documents.signingChain()),
            root,
            at);
    requireSigner(chain.leaf());
    Crl rootCrl = Crl.parse("root CA CRL", documents.rootCrl());
    rootCrl.requireIssuedBy(chain.root());
    if (rootCrl.revokes(chain.leaf())) {
      throw Origin.COLLATERAL.refused(
          "revoked.signer", "TCB signing certificate: expected a good one, found it revoked");
    }
    SignedJson tcbInfo = TcbInfo.parse(documents.tcbInfo());
    tcbInfo.requireSignedBy(chain.leaf());
    SignedJson qeIdentity = QeIdentity.parse(documents.qeIdentity());
    qeIdentity.requireSignedBy(chain.leaf());
    IntelCollateral collateral =
        new IntelCollateral(
            chain,
            rootCrl,
            Crl.parse("PCK CRL", documents.pckCrl()),
            TcbInfo.read(tcbInfo),
            QeIdentity.read(qeIdentity));
    collateral.requireCurrent(at);
    return collateral;
  }

  /**
   * Whether every document is within its window at this time.
   *
   * @throws AzraException {@code collateral.*.notYetValid} or {@code collateral.*.expired}
   */
  public void requireCurrent(Instant at) {
    signingChain.requireValid(at);
    windows().forEach(window -> window.require(at));
  }

  /** When the first of its documents ends. */
  public Instant expiresAt() {
    return Stream.concat(windows().map(Window::until), Stream.of(signingChain.expiresAt()))
        .min(Instant::compareTo)
        .orElseThrow();
  }

  public TcbInfo tcbInfo() {
    return tcbInfo;
  }

  public QeIdentity qeIdentity() {
    return qeIdentity;
  }

  /** The lower of the two numbers, which policies may set a floor for. */
  public int evaluationDataNumber() {
    return Math.min(tcbInfo.evaluationDataNumber(), qeIdentity.evaluationDataNumber());
  }

  Crl pckCrl() {
    return pckCrl;
  }

  Crl rootCrl() {
    return rootCrl;
  }

  private Stream<Window> windows() {
    return Stream.of(rootCrl.window(), pckCrl.window(), tcbInfo.window(), qeIdentity.window());
  }

  /** A genuine Intel certificate that is not this one signs no collateral. */
  private static void requireSigner(X509Certificate leaf) {
    String name = leaf.getSubjectX500Principal().getName();
    if (!List.of(name.split(",", -1)).contains(SIGNER_NAME)) {
      throw Origin.COLLATERAL.refused(
          "chain.signer", "expected a leaf \"%s\", found \"%s\"".formatted(SIGNER_NAME, name));
    }
    EcKey.of(Origin.COLLATERAL, EcCurve.P256, leaf.getPublicKey());
  }
}
