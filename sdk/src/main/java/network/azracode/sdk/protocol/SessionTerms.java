// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigInteger;

/**
 * A reservation for many small jobs; domain S. Amounts are token base units.
 *
 * @param expiry unix seconds
 * @param noticePeriod seconds between notice and close
 * @param nonce all 64 bits, unsigned, in the same space as the jobs'
 */
public record SessionTerms(
    Address client,
    NodeId nodeId,
    PolicyId policy,
    @JsonFormat(shape = JsonFormat.Shape.STRING) BigInteger unitPrice,
    @JsonFormat(shape = JsonFormat.Shape.STRING) BigInteger cap,
    long expiry,
    long noticePeriod,
    @UnsignedLong long nonce)
    implements SignedType {
  static final String TYPE =
      "SessionTerms(address client,uint64 nodeId,uint24 policy,uint96 unitPrice,uint96 cap,"
          + "uint40 expiry,uint32 noticePeriod,uint64 nonce)";

  public SessionTerms {
    Unsigned.require("unitPrice", unitPrice, 96);
    Unsigned.require("cap", cap, 96);
    Unsigned.require("expiry", expiry, 40);
    Unsigned.require("noticePeriod", noticePeriod, 32);
  }

  /**
   * The id of the session's job at that place.
   *
   * @param settlement the domain at deployment
   */
  public JobId jobId(Domain settlement, long index) {
    byte[] place = Bytes32.of(BigInteger.valueOf(index)).toByteArray();
    return new JobId(Keccak.hash(digest(settlement).toByteArray(), place));
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
        .uint(policy.value())
        .uint(unitPrice)
        .uint(cap)
        .uint(expiry)
        .uint(noticePeriod)
        .uint(nonce)
        .hash();
  }
}
