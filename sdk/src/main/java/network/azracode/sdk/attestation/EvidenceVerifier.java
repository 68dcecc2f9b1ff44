// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.time.Instant;
import java.util.Optional;
import network.azracode.sdk.evidence.DcapQuote;
import network.azracode.sdk.evidence.Evidence;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.evidence.NitroDocument;
import network.azracode.sdk.evidence.SnpEvidence;
import network.azracode.sdk.protocol.AzraException;

/**
 * Is this evidence genuine at a time? If nothing is thrown, it is. One class for hardware and for
 * development evidence: only the anchors differ.
 */
public final class EvidenceVerifier {
  private final DcapVerifier dcap;
  private final SnpVerifier snp;
  private final NitroVerifier nitro;

  public EvidenceVerifier(TrustAnchors anchors) {
    this.dcap = new DcapVerifier(anchors);
    this.snp = new SnpVerifier(anchors);
    this.nitro = new NitroVerifier(anchors);
  }

  /**
   * Verifies the evidence inside a package; its claims are left to the appraisal.
   *
   * @throws AzraException {@code evidence.*}: malformed, chain, key, signature; {@code
   *     collateral.*}: missing, malformed, expired
   */
  public VerifiedEvidence verify(EvidencePackage claimed, Collateral collateral, Instant at) {
    return new VerifiedEvidence(claimed, verify(claimed.parsed(), collateral, at));
  }

  /**
   * What betrays evidence that the vendor's own certificates accompany, but that none of the keys
   * they certify has signed; empty where all signatures hold. Platform, TCB and revocation are not
   * asked: none of them is anybody's forgery.
   *
   * @param at a time within the windows of the certificates; Nitro documents bring their own
   * @throws AzraException if no certificates lead to an anchor, or they are of another report: then
   *     nothing is known of who made it
   */
  public Optional<AzraException> forgery(Evidence evidence, Collateral collateral, Instant at) {
    return switch (evidence) {
      case DcapQuote quote -> dcap.forgery(quote, at);
      case SnpEvidence report -> snp.forgery(report, collateral, at);
      case NitroDocument document -> nitro.forgery(document);
    };
  }

  /**
   * Verifies bare evidence.
   *
   * @throws AzraException as above
   */
  public VerifiedPlatform verify(Evidence evidence, Collateral collateral, Instant at) {
    return switch (evidence) {
      case DcapQuote quote -> dcap.verify(quote, collateral, at);
      case SnpEvidence report -> snp.verify(report, collateral, at);
      case NitroDocument document -> nitro.verify(document, collateral, at);
    };
  }
}
