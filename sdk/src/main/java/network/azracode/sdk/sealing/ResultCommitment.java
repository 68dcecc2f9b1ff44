// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.sealing;

import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Keccak;

/** What a receipt says about a result without saying anything of it. */
public final class ResultCommitment {
  private ResultCommitment() {}

  /** {@code keccak256(resultSalt ‖ keccak256(result))}. */
  public static Bytes32 of(Bytes32 resultSalt, byte[] result) {
    return Keccak.hash(resultSalt.toByteArray(), Keccak.hash(result).toByteArray());
  }
}
