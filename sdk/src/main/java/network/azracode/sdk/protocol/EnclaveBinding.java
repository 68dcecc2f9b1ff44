// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

/**
 * What an enclave ties its keys to; its digest under domain R is the first half of report data.
 *
 * @param sealingKeyHash keccak256 of the 32 raw bytes of the X25519 public key
 * @param programsHash keccak256 of the sorted program hashes
 * @param challengeBlock number of a recent final block, {@code challengeHash} its hash
 */
public record EnclaveBinding(
    NodeId nodeId,
    Address operator,
    Address signer,
    Bytes32 sealingKeyHash,
    PolicyId policy,
    Bytes32 programsHash,
    long challengeBlock,
    Bytes32 challengeHash)
    implements SignedType {
  static final String TYPE =
      "EnclaveBinding(uint64 nodeId,address operator,address signer,bytes32 sealingKeyHash,"
          + "uint24 policy,bytes32 programsHash,uint64 challengeBlock,bytes32 challengeHash)";

  public EnclaveBinding {
    Unsigned.require("challengeBlock", challengeBlock, 64);
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
        .bytes32(sealingKeyHash)
        .uint(policy.value())
        .bytes32(programsHash)
        .uint(challengeBlock)
        .bytes32(challengeHash)
        .hash();
  }
}
