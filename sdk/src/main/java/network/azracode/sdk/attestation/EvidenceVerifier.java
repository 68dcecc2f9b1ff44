// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.time.Instant;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.evidence.QuotingEnclave;
import network.azracode.sdk.evidence.TdxQuote;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;

/**
 * Is this evidence genuine at a time? If nothing is thrown, it is. One class for hardware and for
 * development evidence: only the anchor differs. Procedure: Intel's DCAP quote verification; chain
 * and signatures only, TCB levels, revocation and QE identity are not consulted, which {@link
 * TcbEvaluation} says.
 */
public final class EvidenceVerifier {
  private static final int HASH_LENGTH = 32;
  private static final Octets ZEROES = Octets.of(new byte[HASH_LENGTH]);

  private final TrustAnchor anchor;

  public EvidenceVerifier(TrustAnchor anchor) {
    this.anchor = anchor;
  }

  /**
   * Verifies the evidence inside a package; its claims are left to the appraisal.
   *
   * @throws AzraException {@code evidence.*}: malformed, chain, key, signature
   */
  public VerifiedEvidence verify(EvidencePackage evidence, Collateral collateral, Instant at) {
    TdxQuote quote = TdxQuote.parse(evidence.evidence().toByteArray());
    return new VerifiedEvidence(evidence, verify(quote, collateral, at));
  }

  /**
   * Verifies a bare quote.
   *
   * @throws AzraException {@code evidence.*}: chain, key, signature
   */
  public VerifiedQuote verify(TdxQuote quote, Collateral collateral, Instant at) {
    QuotingEnclave quotingEnclave = quote.quotingEnclave();
    PckChain chain = PckChain.verify(quotingEnclave.certificates(), anchor, at);
    requireSigned(
        "QE report", chain.leafKey(), quotingEnclave.report(), quotingEnclave.reportSignature());
    requireAttestationKeyBound(quote);
    requireSigned(
        "quote", P256Key.of(quote.attestationKey()), quote.signedRange(), quote.signature());
    return new VerifiedQuote(quote.report(), anchor, collateral, at);
  }

  private static void requireAttestationKeyBound(TdxQuote quote) {
    QuotingEnclave quotingEnclave = quote.quotingEnclave();
    Octets reportData = quotingEnclave.reportData();
    byte[] expected =
        Sha256.hash(
                quote.attestationKey().toByteArray(),
                quotingEnclave.authenticationData().toByteArray())
            .toByteArray();
    if (!reportData.slice(0, HASH_LENGTH).equals(Octets.of(expected))
        || !reportData.slice(HASH_LENGTH, reportData.length()).equals(ZEROES)) {
      throw new AzraException(
          "evidence.key",
          "QE report data: expected the attestation key's hash and zeroes, found something else");
    }
  }

  private static void requireSigned(String what, P256Key key, Octets message, Octets signature) {
    if (!key.verifies(message, signature)) {
      throw new AzraException(
          "evidence.signature", what + ": expected a signature by " + key + ", found none of it");
    }
  }
}
