// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import network.azracode.sdk.attestation.intel.IntelCollateral;
import network.azracode.sdk.attestation.intel.IntelDocuments;
import network.azracode.sdk.attestation.intel.PckChain;
import network.azracode.sdk.attestation.pki.RootPin;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Octets;

/**
 * Chains and collateral whose signatures have been verified, kept by digest, because one platform
 * hands in many quotes and one collateral serves many platforms. What depends on the time is asked
 * each time anew, and nothing of a quote's own is kept: no verdict can come out of here.
 */
final class DcapEndorsements {
  private static final int MAX_COLLATERALS = 64;
  private static final int MAX_CHAINS = 4096;

  private final Cache<CollateralKey, IntelCollateral> collaterals =
      Caffeine.newBuilder().maximumSize(MAX_COLLATERALS).build();
  private final Cache<EndorsedKey, Endorsed> platforms =
      Caffeine.newBuilder().maximumSize(MAX_CHAINS).build();
  private final Cache<ChainKey, PckChain> chains =
      Caffeine.newBuilder().maximumSize(MAX_CHAINS).build();

  private record CollateralKey(Bytes32 collateral, RootPin root) {}

  private record ChainKey(Bytes32 chain, RootPin root) {}

  private record EndorsedKey(Bytes32 chain, Bytes32 collateral, RootPin root) {}

  /** A platform's chain that this collateral does not revoke. */
  record Endorsed(PckChain chain, IntelCollateral collateral) {
    /** When the first certificate, list or document ends. */
    Instant expiresAt() {
      Instant first = chain.expiresAt();
      Instant second = collateral.expiresAt();
      return first.isBefore(second) ? first : second;
    }

    private void requireCurrent(Instant at) {
      chain.requireValid(at);
      collateral.requireCurrent(at);
    }
  }

  /**
   * A platform's chain under this collateral, both current.
   *
   * @throws network.azracode.sdk.protocol.AzraException {@code evidence.chain.*}, {@code
   *     evidence.pck.*}, {@code evidence.revoked.*}, {@code collateral.*}
   */
  Endorsed of(Octets chainPem, Collateral collateral, TrustAnchor anchor, Instant at) {
    RootPin root = anchor.root();
    Bytes32 chainDigest = Sha256.hash(chainPem.toByteArray());
    Endorsed endorsed =
        platforms.get(
            new EndorsedKey(chainDigest, collateral.digest(), root),
            key -> {
              PckChain chain = chain(chainPem, key.chain(), root, at);
              IntelCollateral intel = collateral(collateral, root, at);
              chain.requireNotRevoked(intel);
              return new Endorsed(chain, intel);
            });
    endorsed.requireCurrent(at);
    return endorsed;
  }

  /** A chain by itself, whatever collateral says of it. */
  PckChain chain(Octets chainPem, TrustAnchor anchor, Instant at) {
    RootPin root = anchor.root();
    PckChain chain = chain(chainPem, Sha256.hash(chainPem.toByteArray()), root, at);
    chain.requireValid(at);
    return chain;
  }

  private PckChain chain(Octets pem, Bytes32 digest, RootPin root, Instant at) {
    return chains.get(new ChainKey(digest, root), _ -> PckChain.verify(pem, root, at));
  }

  private IntelCollateral collateral(Collateral collateral, RootPin root, Instant at) {
    return collaterals.get(
        new CollateralKey(collateral.digest(), root),
        _ -> IntelCollateral.verify(documents(collateral), root, at));
  }

  private static IntelDocuments documents(Collateral collateral) {
    return new IntelDocuments(
        collateral.document("tcb_info.json"),
        collateral.document("qe_identity.json"),
        collateral.document("tcb_signing_chain.pem"),
        collateral.document("pck_crl.der"),
        collateral.document("root_ca_crl.der"));
  }
}
