// SPDX-License-Identifier: Apache-2.0
/** The loop that keeps the ledger at the chain's head, through reorganisations and failures. */
@NullMarked
package network.azracode.service.chain.follow;

import org.jspecify.annotations.NullMarked;
