// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.protocol.Bytes32;

/**
 * A package whose evidence is genuine. What the package claims beside the evidence is still only a
 * claim until it is appraised. Only {@link EvidenceVerifier} makes one.
 */
public final class VerifiedEvidence {
  private final EvidencePackage claimed;
  private final VerifiedPlatform platform;

  VerifiedEvidence(EvidencePackage claimed, VerifiedPlatform platform) {
    this.claimed = claimed;
    this.platform = platform;
  }

  /** What the package claims: binding and sealing key, not yet compared with the report data. */
  public EvidencePackage claimed() {
    return claimed;
  }

  public VerifiedPlatform platform() {
    return platform;
  }

  public Bytes32 evidenceHash() {
    return claimed.digest();
  }
}
