// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.store;

import java.util.OptionalLong;

/** What a writer must show the database with each transaction. */
@FunctionalInterface
public interface Fence {
  /** Of a writer that no election concerns: the only one there is. */
  Fence NONE = () -> OptionalLong.of(0);

  /** Rises with each leader; zero where nobody is elected; empty for who does not lead now. */
  OptionalLong token();
}
