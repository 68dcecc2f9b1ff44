// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.spi;

import java.util.Optional;
import java.util.function.Supplier;

/** The chain as it was last committed. */
public interface Ledger {

  /**
   * Runs queries in one read-only snapshot, together with the head that they speak of. Calls nest:
   * what is read inside shares the outermost snapshot.
   *
   * @throws network.azracode.sdk.protocol.AzraException {@code ledger.empty} before the first block
   */
  <T> Answer<T> read(Supplier<T> queries);

  /** The head. Throws {@code ledger.empty} before the first block. */
  AsOf head();

  /** The head; empty before the first block. */
  Optional<AsOf> latest();

  /** The latest final block; empty until the chain has finalized one of ours. */
  Optional<AsOf> finalized();

  /** A block of the chain that is followed; empty below the deployment and above the head. */
  Optional<AsOf> block(long number);
}
