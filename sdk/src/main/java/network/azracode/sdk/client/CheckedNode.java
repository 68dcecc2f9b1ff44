// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.client;

import network.azracode.sdk.attestation.AffirmedEvidence;
import network.azracode.sdk.protocol.Offer;

/** A node whose proof this client has verified; only {@link NodeCheck} makes one. */
public final class CheckedNode {
  private final AffirmedEvidence evidence;
  private final Offer offer;
  private final long until;

  CheckedNode(AffirmedEvidence evidence, Offer offer, long until) {
    this.evidence = evidence;
    this.offer = offer;
    this.until = until;
  }

  public AffirmedEvidence evidence() {
    return evidence;
  }

  public Offer offer() {
    return offer;
  }

  /** Last second at which a job may be due, unix seconds. */
  public long until() {
    return until;
  }
}
