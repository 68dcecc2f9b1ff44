// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

/** What to do about a fault of the closed list. */
public enum CondemnMode {
  /** Record and tell it; sign nothing, for nobody. */
  REPORT,
  /** Condemn the key, with a quorum, and send it where there is a key that pays. */
  SEND
}
