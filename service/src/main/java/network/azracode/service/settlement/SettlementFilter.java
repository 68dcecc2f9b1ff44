// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.settlement;

import java.util.Optional;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.NodeId;

/**
 * Which settlements to list; what is empty does not filter.
 *
 * @param operator of the node, at the time of the settlement
 * @param from first second of settlement, Unix seconds
 * @param to first second no longer listed
 */
public record SettlementFilter(
    Optional<NodeId> nodeId,
    Optional<Address> operator,
    Optional<Address> client,
    Optional<Long> from,
    Optional<Long> to) {
  public static final SettlementFilter ALL =
      new SettlementFilter(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
