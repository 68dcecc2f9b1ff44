// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import network.azracode.sdk.protocol.Acknowledgement;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.Hex;
import network.azracode.sdk.protocol.Signer;

/**
 * Body of {@code PUT /v1/jobs/{jobId}/acknowledgement}, JSON: the client has the result.
 *
 * @param signature the client's as 0x hex: 64 or 65 bytes, or whatever its ERC-1271 takes
 */
public record SignedAcknowledgement(Acknowledgement acknowledgement, String signature) {
  public static SignedAcknowledgement sign(
      Acknowledgement acknowledgement, Domain settlement, Signer client) {
    byte[] signature = client.sign(acknowledgement, settlement).bytes65();
    return new SignedAcknowledgement(acknowledgement, Hex.encode(signature));
  }

  /**
   * The acknowledgement, if this client signed it: with its key, or as a contract does.
   *
   * @throws AzraException {@code acknowledgement.signature}; {@code chain.…} where a contract
   *     cannot be asked
   */
  public Acknowledgement verified(Domain settlement, Address client, ContractSignatures contracts) {
    Bytes32 digest = acknowledgement.digest(settlement);
    if (!AccountSignature.isOf(client, digest, signature, contracts)) {
      throw new AzraException(
          "acknowledgement.signature",
          "expected a signature of the client %s, found one of somebody or something else"
              .formatted(client));
    }
    return acknowledgement;
  }
}
