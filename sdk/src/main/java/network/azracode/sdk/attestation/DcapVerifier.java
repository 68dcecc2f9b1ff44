// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.time.Instant;
import network.azracode.sdk.evidence.QuotingEnclave;
import network.azracode.sdk.evidence.TdxQuote;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.TcbStatus;

/**
 * Intel's procedure for DCAP quotes; chain and signatures only: TCB levels, revocation and QE
 * identity are not consulted, which {@link TcbEvaluation} says.
 */
final class DcapVerifier {
  private static final int HASH_LENGTH = 32;
  private static final Octets ZEROES = Octets.of(new byte[HASH_LENGTH]);

  private final TrustAnchor anchor;

  DcapVerifier(TrustAnchor anchor) {
    this.anchor = anchor;
  }

  /**
   * @throws AzraException {@code evidence.*}: chain, key, signature
   */
  VerifiedDcap verify(TdxQuote quote, Collateral collateral, Instant at) {
    QuotingEnclave quotingEnclave = quote.quotingEnclave();
    PckChain chain = PckChain.verify(quotingEnclave.certificates(), anchor, at);
    requireSigned(
        "QE report", chain.leafKey(), quotingEnclave.report(), quotingEnclave.reportSignature());
    requireAttestationKeyBound(quote);
    requireSigned(
        "quote", P256Key.of(quote.attestationKey()), quote.signedRange(), quote.signature());
    return new VerifiedDcap(quote, anchor, tcb(), collateral.digest(), at, chain.expiresAt());
  }

  private TcbEvaluation tcb() {
    return switch (anchor) {
      case VendorAnchor _ -> new TcbEvaluation.NotEvaluated();
      // there is no platform whose TCB could be behind: current by definition
      case DevelopmentAnchor _ -> TcbEvaluation.Evaluated.of(TcbStatus.UP_TO_DATE);
    };
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
