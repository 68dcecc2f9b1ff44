// SPDX-License-Identifier: Apache-2.0
/**
 * The operator's daemon: takes sealed envelopes over HTTP, hands them to its enclave, keeps every
 * receipt on disk before a result leaves, settles, attests anew before its verdict ends, and
 * claims.
 */
@NullMarked
package network.azracode.sdk.node;

import org.jspecify.annotations.NullMarked;
