// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

/**
 * An enclave's account of one job; domain S, signed only within a {@link ReceiptBatch}.
 *
 * @param startedAt unix seconds floored to the policy's bucket, as the other times
 * @param wipedAt when the memory of the job was zeroed
 * @param resultCommitment salted hash of the result
 */
public record Receipt(
    JobId jobId,
    long computeUnits,
    long startedAt,
    long finishedAt,
    long wipedAt,
    Bytes32 resultCommitment)
    implements SignedType {
  static final String TYPE =
      "Receipt(bytes32 jobId,uint64 computeUnits,uint40 startedAt,uint40 finishedAt,"
          + "uint40 wipedAt,bytes32 resultCommitment)";

  public Receipt {
    Unsigned.require("computeUnits", computeUnits, 64);
    Unsigned.require("startedAt", startedAt, 40);
    Unsigned.require("finishedAt", finishedAt, 40);
    Unsigned.require("wipedAt", wipedAt, 40);
  }

  @Override
  public String typeString() {
    return TYPE;
  }

  @Override
  public Bytes32 structHash() {
    return new StructEncoder(TYPE)
        .bytes32(jobId.value())
        .uint(computeUnits)
        .uint(startedAt)
        .uint(finishedAt)
        .uint(wipedAt)
        .bytes32(resultCommitment)
        .hash();
  }
}
