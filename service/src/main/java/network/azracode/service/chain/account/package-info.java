// SPDX-License-Identifier: Apache-2.0
/** Asks accounts that are contracts. */
@NullMarked
package network.azracode.service.chain.account;

import org.jspecify.annotations.NullMarked;
