// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.spi;

import java.util.List;

/**
 * A module's share of the ledger: which events it keeps, and in which tables.
 *
 * <p>The rows of a commit are written in the order of its projections ({@link
 * org.springframework.core.annotation.Order}), in the same transaction as the blocks. A projection
 * never rolls back: rows go with their block.
 */
public interface Projection {
  List<EventTable> tables();
}
