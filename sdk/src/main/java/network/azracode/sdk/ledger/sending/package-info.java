// SPDX-License-Identifier: Apache-2.0
/**
 * Sends what must be sent exactly once: an intent is kept before anything is signed, signed bytes
 * are kept before they are broadcast, and every restart goes on from what is kept.
 */
@NullMarked
package network.azracode.sdk.ledger.sending;

import org.jspecify.annotations.NullMarked;
