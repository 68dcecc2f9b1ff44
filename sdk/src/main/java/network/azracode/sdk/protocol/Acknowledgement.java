// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

/**
 * A client's word that the result arrived; domain S.
 *
 * @param receivedAt unix seconds
 */
public record Acknowledgement(JobId jobId, Bytes32 resultCommitment, long receivedAt)
    implements SignedType {
  static final String TYPE =
      "Acknowledgement(bytes32 jobId,bytes32 resultCommitment,uint40 receivedAt)";

  public Acknowledgement {
    Unsigned.require("receivedAt", receivedAt, 40);
  }

  @Override
  public String typeString() {
    return TYPE;
  }

  @Override
  public Bytes32 structHash() {
    return new StructEncoder(TYPE)
        .bytes32(jobId.value())
        .bytes32(resultCommitment)
        .uint(receivedAt)
        .hash();
  }
}
