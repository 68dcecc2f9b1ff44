// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Hex;
import network.azracode.sdk.protocol.Offer;
import network.azracode.service.attestation.SignedOffer;

/** What an operator posts: the offer, and their signature under it. */
record OfferPosting(Offer offer, SignatureBytes signature) {

  SignedOffer signed() {
    return new SignedOffer(offer, signature.value());
  }

  /** A signature as wallets return it: 64 or 65 bytes in hexadecimal. */
  record SignatureBytes(CompactSignature value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static SignatureBytes of(String hex) {
      return new SignatureBytes(CompactSignature.ofBytes(Hex.decode(hex)));
    }

    @JsonValue
    String hex() {
      return Hex.encode(value.bytes65());
    }
  }
}
