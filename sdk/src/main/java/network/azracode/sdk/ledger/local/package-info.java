// SPDX-License-Identifier: Apache-2.0
/**
 * A chain node as a child process of this one, for a developer's machine and for tests. Nothing
 * else in the toolkit uses it; production talks to nodes that others run.
 */
@NullMarked
package network.azracode.sdk.ledger.local;

import org.jspecify.annotations.NullMarked;
