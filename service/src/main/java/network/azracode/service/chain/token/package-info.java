// SPDX-License-Identifier: Apache-2.0
/** What the token says of itself, asked once. */
@NullMarked
package network.azracode.service.chain.token;

import org.jspecify.annotations.NullMarked;
