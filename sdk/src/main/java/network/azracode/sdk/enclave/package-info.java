// SPDX-License-Identifier: Apache-2.0
/**
 * The sealed room: a process of its own that draws its keys, binds them in evidence, opens
 * envelopes, runs programs that count their own steps, wipes, and signs receipts. Nothing here
 * opens a socket; its node speaks to it over two pipes.
 */
@NullMarked
package network.azracode.sdk.enclave;

import org.jspecify.annotations.NullMarked;
