// SPDX-License-Identifier: Apache-2.0
/** Ethereum's JSON-RPC as far as following needs it: bounded, streamed, and believed by nobody. */
@NullMarked
package network.azracode.service.chain.rpc;

import org.jspecify.annotations.NullMarked;
