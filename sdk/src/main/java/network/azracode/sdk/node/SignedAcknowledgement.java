// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import network.azracode.sdk.protocol.Acknowledgement;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.Hex;
import network.azracode.sdk.protocol.Signer;

/**
 * Body of {@code PUT /v1/jobs/{jobId}/acknowledgement}, JSON: the client has the result.
 *
 * @param signature the client's, 64 or 65 bytes as 0x hex
 */
public record SignedAcknowledgement(Acknowledgement acknowledgement, String signature) {
  public static SignedAcknowledgement sign(
      Acknowledgement acknowledgement, Domain settlement, Signer client) {
    byte[] signature = client.sign(acknowledgement, settlement).bytes65();
    return new SignedAcknowledgement(acknowledgement, Hex.encode(signature));
  }

  /**
   * The acknowledgement, if this client signed it.
   *
   * @throws AzraException {@code acknowledgement.signature}
   */
  public Acknowledgement verified(Domain settlement, Address client) {
    Address found = recovered(settlement);
    if (!found.equals(client)) {
      throw new AzraException(
          "acknowledgement.signature", "expected the client %s, found %s".formatted(client, found));
    }
    return acknowledgement;
  }

  private Address recovered(Domain settlement) {
    try {
      return CompactSignature.ofBytes(Hex.decode(signature))
          .recover(acknowledgement.digest(settlement));
    } catch (AzraException e) {
      throw new AzraException(
          "acknowledgement.signature", "expected 64 or 65 bytes in hex that sign it", e);
    }
  }
}
