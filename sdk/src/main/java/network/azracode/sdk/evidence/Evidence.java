// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import network.azracode.sdk.protocol.Octets;

/**
 * A vendor's structure, parsed within its declared bounds. Nothing in it is believed: whether it is
 * genuine is for {@code attestation} to find out.
 */
public sealed interface Evidence permits DcapQuote, SnpEvidence, NitroDocument {

  /** The bytes that are the enclave's own: 64, but for Nitro, where user data has any length. */
  Octets reportData();

  /** Whether it says that the host may look into the enclave. */
  boolean debug();
}
