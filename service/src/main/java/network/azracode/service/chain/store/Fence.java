// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.store;

import java.util.Optional;
import java.util.OptionalLong;
import network.azracode.sdk.protocol.AzraException;

/** What a writer must show the database with each transaction. */
@FunctionalInterface
public interface Fence {
  /** Of a writer that no election concerns: the only one there is. */
  Fence NONE = () -> OptionalLong.of(0);

  /**
   * Key of an advisory lock that every writing transaction holds, shared: so a successor ends it.
   */
  long WRITER_LOCK = 0x617a_7261_7772_6974L;

  /** Rises with each leader; zero where nobody is elected; empty for who does not lead now. */
  OptionalLong token();

  /** Why this instance could not lead even if no other did; {@code ledger.unavailable}. */
  default Optional<AzraException> trouble() {
    return Optional.empty();
  }
}
