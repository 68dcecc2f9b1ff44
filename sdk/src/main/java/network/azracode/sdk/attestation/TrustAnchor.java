// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import network.azracode.sdk.protocol.Tee;

/** The key at the end of a chain, and what kind of evidence may rest on it. */
public sealed interface TrustAnchor permits VendorAnchor, DevelopmentAnchor {

  /**
   * The public key that the root certificate must carry: the key is pinned, not the certificate.
   */
  P256Key rootKey();

  /** What evidence under this anchor is, whatever it claims to be. */
  Tee tee();

  /** What this anchor's collateral says about the platform's TCB. */
  TcbEvaluation tcb(Collateral collateral);
}
