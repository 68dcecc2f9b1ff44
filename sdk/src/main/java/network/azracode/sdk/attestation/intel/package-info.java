// SPDX-License-Identifier: Apache-2.0
/**
 * What Intel's authorities say about a platform: PCK certificates, TCB info, QE identity, and the
 * status that follows from them by Intel's own rules (those of the quote verification library).
 * Knows nothing of policies.
 */
@NullMarked
package network.azracode.sdk.attestation.intel;

import org.jspecify.annotations.NullMarked;
