// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.store;

import java.util.Optional;
import network.azracode.sdk.protocol.Bytes32;

/**
 * Up to which blocks a node says that the chain is safe and final.
 *
 * @param safe not below {@code finalized}
 */
public record Marks(Optional<Mark> safe, Optional<Mark> finalized) {

  /**
   * @param hash the mark counts only if the ledger holds this very block; empty: whatever block it
   *     holds at that height
   */
  public record Mark(long number, Optional<Bytes32> hash) {}
}
