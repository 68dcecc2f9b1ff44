// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

/**
 * An operator's signature under their own evidence, so that nobody can frame them; domain R.
 *
 * @param evidenceHash keccak256 of the evidence package as sent
 * @param expiresAt unix seconds
 */
public record EvidenceSubmission(NodeId nodeId, Bytes32 evidenceHash, long expiresAt)
    implements SignedType {
  static final String TYPE =
      "EvidenceSubmission(uint64 nodeId,bytes32 evidenceHash,uint40 expiresAt)";

  public EvidenceSubmission {
    Unsigned.require("expiresAt", expiresAt, 40);
  }

  @Override
  public String typeString() {
    return TYPE;
  }

  @Override
  public Bytes32 structHash() {
    return new StructEncoder(TYPE)
        .uint(nodeId.value())
        .bytes32(evidenceHash)
        .uint(expiresAt)
        .hash();
  }
}
