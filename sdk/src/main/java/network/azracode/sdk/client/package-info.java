// SPDX-License-Identifier: Apache-2.0
/**
 * A client's journeys: check a node's proof oneself, seal, pay at most a known price, open the
 * result.
 */
@NullMarked
package network.azracode.sdk.client;

import org.jspecify.annotations.NullMarked;
