// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.store;

import java.util.Optional;
import network.azracode.service.chain.rpc.BlockReference;

/**
 * How far the ledger is.
 *
 * @param head the last block committed; empty before the first
 * @param finalized number of the latest block that is final; empty while none is
 */
public record Cursor(
    Optional<BlockReference> head, Optional<Long> safe, Optional<Long> finalized) {}
