// SPDX-License-Identifier: Apache-2.0
/**
 * Envelopes to enclaves and results to clients: HPKE (RFC 9180) with DHKEM(X25519, HKDF-SHA256),
 * HKDF-SHA256 and AES-256-GCM. What is sealed is padded to a size class, and bound to one job.
 */
@NullMarked
package network.azracode.sdk.sealing;

import org.jspecify.annotations.NullMarked;
