// SPDX-License-Identifier: Apache-2.0
/** One seed drives node, clock and deaths around the real senders and stores. */
@NullMarked
package network.azracode.sdk.ledger.sending.simulation;

import org.jspecify.annotations.NullMarked;
