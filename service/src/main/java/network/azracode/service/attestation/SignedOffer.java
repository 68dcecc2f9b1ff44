// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Offer;

/** An offer and its operator's signature under the registry's domain. */
public record SignedOffer(Offer offer, CompactSignature signature) {}
