// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import network.azracode.sdk.protocol.Bytes32;

/** A block, by what alone identifies it, and where to look for it. */
public record BlockReference(long number, Bytes32 hash) {
  @Override
  public String toString() {
    return number + " (" + hash + ")";
  }
}
