// SPDX-License-Identifier: Apache-2.0
/** The ledger's spine in PostgreSQL: blocks, cursor, rows of events; all of a commit or nothing. */
@NullMarked
package network.azracode.service.chain.store;

import org.jspecify.annotations.NullMarked;
