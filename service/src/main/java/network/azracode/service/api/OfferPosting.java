// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.Offer;
import network.azracode.service.attestation.SignedOffer;

/**
 * What an operator posts: the offer, and their signature under it.
 *
 * @param signature of a key, as wallets return it: 64 or 65 bytes in hexadecimal; or what an
 *     operator that is a contract takes (ERC-1271)
 */
record OfferPosting(Offer offer, Octets signature) {
  private static final int COMPACT_LENGTH = 64;

  /** A key's signature has one form wherever it is served. */
  SignedOffer signed() {
    return signature.length() == COMPACT_LENGTH
        ? SignedOffer.of(offer, CompactSignature.ofBytes(signature.toByteArray()))
        : new SignedOffer(offer, signature);
  }
}
