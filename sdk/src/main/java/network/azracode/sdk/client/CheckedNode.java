// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.client;

import network.azracode.sdk.attestation.AffirmedEvidence;
import network.azracode.sdk.protocol.Offer;

/**
 * A node whose proof this client has verified; only {@link NodeCheck} makes one.
 *
 * @param until last second at which a job may be due
 */
public record CheckedNode(AffirmedEvidence evidence, Offer offer, long until) {}
