// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.sealing;

import network.azracode.sdk.protocol.Bytes32;

/** A result in the hands of its client. */
public final class OpenedResult {
  private final Bytes32 resultSalt;
  private final byte[] result;

  OpenedResult(Bytes32 resultSalt, byte[] result) {
    this.resultSalt = resultSalt;
    this.result = result;
  }

  public Bytes32 resultSalt() {
    return resultSalt;
  }

  public byte[] result() {
    return result.clone();
  }

  /** To be compared with the receipt's {@code resultCommitment}. */
  public Bytes32 commitment() {
    return ResultCommitment.of(resultSalt, result);
  }

  /** Never the result. */
  @Override
  public String toString() {
    return "OpenedResult[" + commitment() + "]";
  }
}
