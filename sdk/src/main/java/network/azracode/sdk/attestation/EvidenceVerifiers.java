// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import network.azracode.sdk.attestation.policy.PlatformPolicy;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;

/**
 * One verifier for each set of anchors, kept for as long as a service or a client runs: chains and
 * collateral whose signatures held need not be checked again for every piece of evidence. What
 * depends on time, collateral or policy is decided every time. Safe for use by several threads.
 */
public final class EvidenceVerifiers {
  static final int MAX_DEVELOPMENT_ROOTS = 16;

  private final EvidenceVerifier vendors = new EvidenceVerifier(TrustAnchors.vendors());
  private final Cache<Bytes32, EvidenceVerifier> development =
      Caffeine.newBuilder().maximumSize(MAX_DEVELOPMENT_ROOTS).build();

  /**
   * The verifier for evidence under this policy.
   *
   * @throws AzraException {@code collateral.*} when a development root is named and the collateral
   *     does not hold exactly that root
   */
  public EvidenceVerifier under(PlatformPolicy policy, Collateral collateral) {
    TrustAnchors anchors = TrustAnchors.under(policy, collateral);
    return policy
        .developmentRoot()
        .map(root -> development.get(root, _ -> new EvidenceVerifier(anchors)))
        .orElse(vendors);
  }

  long developmentRoots() {
    development.cleanUp();
    return development.estimatedSize();
  }
}
