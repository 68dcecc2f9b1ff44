// SPDX-License-Identifier: Apache-2.0
/** Where collateral comes from. Nothing before {@code ledger} but this may open a socket. */
@NullMarked
package network.azracode.sdk.collateral;

import org.jspecify.annotations.NullMarked;
