// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

/**
 * What attestors say about a node's evidence; domain R. Times are unix seconds of the chain.
 *
 * @param sealingKey the enclave's raw X25519 public key
 * @param evidenceHash keccak256 of the evidence package as received
 * @param appraisedAt time of the attestor's head block
 */
public record Verdict(
    NodeId nodeId,
    Address operator,
    Address signer,
    Bytes32 sealingKey,
    PolicyId policy,
    Tee tee,
    TcbStatus tcbStatus,
    Bytes32 evidenceHash,
    long appraisedAt,
    long validUntil)
    implements SignedType {
  static final String TYPE =
      "Verdict(uint64 nodeId,address operator,address signer,bytes32 sealingKey,uint24 policy,"
          + "uint8 tee,uint8 tcbStatus,bytes32 evidenceHash,uint32 appraisedAt,uint32 validUntil)";

  public Verdict {
    Unsigned.require("appraisedAt", appraisedAt, 32);
    Unsigned.require("validUntil", validUntil, 32);
  }

  @Override
  public String typeString() {
    return TYPE;
  }

  @Override
  public Bytes32 structHash() {
    return new StructEncoder(TYPE)
        .uint(nodeId.value())
        .address(operator)
        .address(signer)
        .bytes32(sealingKey)
        .uint(policy.value())
        .uint(tee.code())
        .uint(tcbStatus.code())
        .bytes32(evidenceHash)
        .uint(appraisedAt)
        .uint(validUntil)
        .hash();
  }
}
