// SPDX-License-Identifier: Apache-2.0
/**
 * Value types of the network and everything that is signed, as EIP-712 defines it. Nothing here
 * opens a socket or reads a clock.
 */
@NullMarked
package network.azracode.sdk.protocol;

import org.jspecify.annotations.NullMarked;
