// SPDX-License-Identifier: Apache-2.0
/** Which of several instances writes the ledger. */
@NullMarked
package network.azracode.service.chain.leader;

import org.jspecify.annotations.NullMarked;
