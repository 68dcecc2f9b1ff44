// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.spi;

import java.util.OptionalInt;

/** How many decimals people write the token's amounts with; amounts themselves are base units. */
public interface TokenDecimals {
  /**
   * As the token says; empty until a node has answered. A replica, which asks none, never knows.
   */
  OptionalInt value();
}
