// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.nodes;

import java.util.Optional;
import network.azracode.sdk.protocol.Address;

/**
 * Which nodes to list; what is empty does not filter.
 *
 * @param attested whether the verdict must, or must not, count at the head's time
 */
public record NodeFilter(Optional<Address> operator, Optional<Boolean> attested) {
  public static final NodeFilter ALL = new NodeFilter(Optional.empty(), Optional.empty());
}
