// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.time.Instant;
import network.azracode.sdk.evidence.Evidence;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.Tee;

/**
 * Evidence that was genuine, at a time, under an anchor and this collateral; says nothing yet about
 * whether anybody should accept it. Only the verifiers of this package make one.
 */
public sealed interface VerifiedPlatform permits VerifiedDcap, VerifiedSnp, VerifiedNitro {

  Evidence evidence();

  Verification verification();

  /** What it counts as: under a development root never the hardware that its form names. */
  Tee tee();

  TcbEvaluation tcb();

  /** The bytes that are the enclave's own: 64, but for Nitro, where user data has any length. */
  default Octets reportData() {
    return evidence().reportData();
  }

  /** Whether the host may look into the enclave. */
  default boolean debug() {
    return evidence().debug();
  }

  default TrustAnchor anchor() {
    return verification().anchor();
  }

  default Bytes32 collateralDigest() {
    return verification().collateralDigest();
  }

  default Instant verifiedAt() {
    return verification().verifiedAt();
  }

  /** When the first certificate, list or document that this rests on runs out. */
  default Instant expiresAt() {
    return verification().expiresAt();
  }
}
