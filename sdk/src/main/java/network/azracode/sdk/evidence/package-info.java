// SPDX-License-Identifier: Apache-2.0
/** From bytes to parsed evidence: every length is hostile until it has been compared. */
@NullMarked
package network.azracode.sdk.evidence;

import org.jspecify.annotations.NullMarked;
