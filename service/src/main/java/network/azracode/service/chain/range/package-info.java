// SPDX-License-Identifier: Apache-2.0
/** Ranges of blocks: fetched from a node, checked against themselves, then worth committing. */
@NullMarked
package network.azracode.service.chain.range;

import org.jspecify.annotations.NullMarked;
