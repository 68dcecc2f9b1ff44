// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.Hex;
import network.azracode.sdk.protocol.Offer;
import network.azracode.sdk.protocol.Signer;

/**
 * An offer as node and service serve it.
 *
 * @param signature the operator's as 0x hex: 64 or 65 bytes, or whatever its ERC-1271 takes
 */
public record SignedOffer(Offer offer, String signature) {
  public static SignedOffer sign(Offer offer, Domain registry, Signer operator) {
    byte[] signature = operator.sign(offer, registry).bytes65();
    return new SignedOffer(offer, Hex.encode(signature));
  }

  /**
   * The offer, if this operator signed it: with its key, or as a contract does.
   *
   * @throws AzraException {@code offer.signature}; {@code chain.…} where a contract cannot be asked
   */
  public Offer verified(Domain registry, Address operator, ContractSignatures contracts) {
    if (!AccountSignature.isOf(operator, offer.digest(registry), signature, contracts)) {
      throw new AzraException(
          "offer.signature",
          "expected a signature of the operator %s, found one of somebody or something else"
              .formatted(operator));
    }
    return offer;
  }
}
