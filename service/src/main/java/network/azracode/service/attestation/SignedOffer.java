// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.Offer;

/**
 * An offer and its operator's signature under the registry's domain.
 *
 * @param signature {@code r ‖ s ‖ v} of a key, or what an operator that is a contract takes
 */
public record SignedOffer(Offer offer, Octets signature) {
  public static SignedOffer of(Offer offer, CompactSignature signature) {
    return new SignedOffer(offer, Octets.of(signature.bytes65()));
  }
}
