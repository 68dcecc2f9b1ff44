// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import network.azracode.sdk.attestation.nitro.NitroChain;
import network.azracode.sdk.attestation.pki.EcKey;
import network.azracode.sdk.attestation.pki.Origin;
import network.azracode.sdk.attestation.pki.RootPin;
import network.azracode.sdk.evidence.NitroDocument;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;

/**
 * AWS's procedure for Nitro attestation documents. They bring their whole chain; collateral is not
 * consulted. A chain that verified is kept by its bytes; its windows are checked every time.
 */
final class NitroVerifier {
  private static final int MAX_CHAINS = 1024;

  private final TrustAnchors anchors;
  private final Cache<ChainKey, NitroChain> chains =
      Caffeine.newBuilder().maximumSize(MAX_CHAINS).build();

  private record ChainKey(Octets certificate, List<Octets> caBundle) {}

  NitroVerifier(TrustAnchors anchors) {
    this.anchors = anchors;
  }

  /**
   * Verifies a document.
   *
   * @throws AzraException {@code evidence.*}
   */
  VerifiedNitro verify(NitroDocument document, Collateral collateral, Instant at) {
    TrustAnchor anchor = anchors.of(Vendor.AWS_NITRO);
    NitroChain chain = chain(document, anchor.root(), at);
    chain.requireMadeInWindow(Instant.ofEpochMilli(document.timestampMillis()));
    return new VerifiedNitro(
        document, new Verification(anchor, collateral.digest(), at, chain.expiresAt()));
  }

  /**
   * What shows that the enclave's certified key did not sign this document, made when it says.
   *
   * @throws AzraException {@code evidence.chain.*} or {@code evidence.key.*} if its certificates
   *     are not AWS's
   */
  Optional<AzraException> forgery(NitroDocument document) {
    Instant made = Instant.ofEpochMilli(document.timestampMillis());
    NitroChain chain = NitroChain.verify(document, anchors.of(Vendor.AWS_NITRO).root(), made);
    return Forgeries.in(() -> requireSigned(document, chain.key()));
  }

  private static void requireSigned(NitroDocument document, EcKey key) {
    if (!key.verifies(document.signedRange(), document.signature())) {
      throw Origin.EVIDENCE.refused(
          "signature.document",
          "Nitro document: expected a signature by its certificate's key, found none of it");
    }
  }

  private NitroChain chain(NitroDocument document, RootPin root, Instant at) {
    ChainKey key = new ChainKey(document.certificate(), document.caBundle());
    NitroChain kept = chains.getIfPresent(key);
    if (kept != null) {
      requireSigned(document, kept.key());
      kept.requireValid(at);
      return kept;
    }
    // one signature costs less than a chain: damage is found before any of it is checked
    requireSigned(document, NitroChain.claimedKey(document));
    NitroChain verified = NitroChain.verify(document, root, at);
    chains.put(key, verified);
    return verified;
  }
}
