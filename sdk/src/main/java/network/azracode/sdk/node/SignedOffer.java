// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import java.util.HexFormat;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.Offer;
import network.azracode.sdk.protocol.Signer;

/**
 * An offer as node and service serve it.
 *
 * @param signature the operator's, 65 bytes as 0x hex
 */
public record SignedOffer(Offer offer, String signature) {
  public static SignedOffer sign(Offer offer, Domain registry, Signer operator) {
    byte[] signature = operator.sign(offer, registry).bytes65();
    return new SignedOffer(offer, "0x" + HexFormat.of().formatHex(signature));
  }

  /**
   * The offer, if this operator signed it.
   *
   * @throws AzraException {@code offer.signature}
   */
  public Offer verified(Domain registry, Address operator) {
    Address found = parse(signature).recover(offer.digest(registry));
    if (!found.equals(operator)) {
      throw new AzraException(
          "offer.signature", "expected the operator %s, found %s".formatted(operator, found));
    }
    return offer;
  }

  private static CompactSignature parse(String hex) {
    try {
      return CompactSignature.ofBytes(
          HexFormat.of().parseHex(hex.substring(Math.min(2, hex.length()))));
    } catch (IllegalArgumentException e) {
      throw new AzraException("offer.signature", "expected 64 or 65 bytes in hex", e);
    }
  }
}
