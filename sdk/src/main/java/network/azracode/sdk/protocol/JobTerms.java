// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigInteger;

/**
 * What a client agrees to pay, to whom, for which job; domain S. Amounts are token base units.
 *
 * @param signer the enclave key whose evidence the client checked
 * @param unitPrice for one compute unit
 * @param deadline unix seconds: settled up to it, refunded after it
 * @param specCommitment salted hash of program, input and result key
 * @param nonce all 64 bits, unsigned: below 2⁶³ in sequence, from 2⁶³ in any order. As JSON an
 *     unsigned decimal string
 */
public record JobTerms(
    Address client,
    NodeId nodeId,
    Address signer,
    @JsonFormat(shape = JsonFormat.Shape.STRING) BigInteger maxPrice,
    @JsonFormat(shape = JsonFormat.Shape.STRING) BigInteger unitPrice,
    long deadline,
    Bytes32 specCommitment,
    @UnsignedLong long nonce)
    implements SignedType {
  static final String TYPE =
      "JobTerms(address client,uint64 nodeId,address signer,uint96 maxPrice,uint96 unitPrice,"
          + "uint40 deadline,bytes32 specCommitment,uint64 nonce)";

  public JobTerms {
    Unsigned.require("maxPrice", maxPrice, 96);
    Unsigned.require("unitPrice", unitPrice, 96);
    Unsigned.require("deadline", deadline, 40);
  }

  /** The only key under which a job is ever stored. */
  public JobId id(Domain settlement) {
    return new JobId(digest(settlement));
  }

  @Override
  public String typeString() {
    return TYPE;
  }

  @Override
  public Bytes32 structHash() {
    return new StructEncoder(TYPE)
        .address(client)
        .uint(nodeId.value())
        .address(signer)
        .uint(maxPrice)
        .uint(unitPrice)
        .uint(deadline)
        .bytes32(specCommitment)
        .uint(nonce)
        .hash();
  }
}
