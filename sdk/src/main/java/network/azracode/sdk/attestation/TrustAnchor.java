// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import network.azracode.sdk.attestation.pki.RootPin;
import network.azracode.sdk.protocol.Tee;

/** The key at the end of a chain, and whose it is. */
public sealed interface TrustAnchor permits VendorAnchor, DevelopmentAnchor {

  /** In whose formats and by whose rules evidence under this anchor is verified. */
  Vendor vendor();

  /** The key that the root certificate must carry: the key is pinned, not the certificate. */
  RootPin root();

  /**
   * What evidence under this anchor counts as, whatever its form says.
   *
   * @param form the kind that the evidence has the form of
   */
  Tee tee(Tee form);
}
