// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

/**
 * A quorum's statement that a key must never work again; domain R. Times are unix seconds.
 *
 * @param evidenceHash digest of the operator's {@link EvidenceSubmission}
 */
public record Condemnation(
    NodeId nodeId, Address signer, Cause cause, Bytes32 evidenceHash, long faultAt, long expiresAt)
    implements SignedType {
  static final String TYPE =
      "Condemnation(uint64 nodeId,address signer,uint8 cause,bytes32 evidenceHash,"
          + "uint40 faultAt,uint40 expiresAt)";

  public Condemnation {
    Unsigned.require("faultAt", faultAt, 40);
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
        .address(signer)
        .uint(cause.code())
        .bytes32(evidenceHash)
        .uint(faultAt)
        .uint(expiresAt)
        .hash();
  }
}
