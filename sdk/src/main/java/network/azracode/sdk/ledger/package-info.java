// SPDX-License-Identifier: Apache-2.0
/** The chain as typed contracts: reads at a block, and calls that a sender carries. */
@NullMarked
package network.azracode.sdk.ledger;

import org.jspecify.annotations.NullMarked;
