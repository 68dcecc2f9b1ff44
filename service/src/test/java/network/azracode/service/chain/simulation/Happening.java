// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;

/**
 * One thing that a contract tells, as it stands on the chain and as it must stand in the tables.
 *
 * @param row what the naive projector writes; empty for what does not concern us
 */
record Happening(Address contract, List<Bytes32> topics, byte[] data, Optional<Row> row) {

  /**
   * @param columns SQL values by column, besides the place of the log
   */
  record Row(String table, Map<String, Object> columns) {}
}
