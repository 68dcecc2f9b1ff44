// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import network.azracode.sdk.protocol.Offer;
import network.azracode.service.attestation.SignedOffer;

/**
 * An offer's fields, and its operator's signature beside them.
 *
 * @param signature {@code r ‖ s ‖ v} under the registry's domain, or what a contract takes for its
 *     own
 */
record OfferAnswer(@JsonUnwrapped Offer offer, String signature) {

  static OfferAnswer of(SignedOffer signed) {
    return new OfferAnswer(signed.offer(), signed.signature().toString());
  }
}
