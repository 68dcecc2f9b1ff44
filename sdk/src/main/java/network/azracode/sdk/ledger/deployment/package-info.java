// SPDX-License-Identifier: Apache-2.0
/** Puts the contracts on a chain, checks what is there, and asks things of the timelock. */
@NullMarked
package network.azracode.sdk.ledger.deployment;

import org.jspecify.annotations.NullMarked;
