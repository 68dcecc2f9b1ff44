// SPDX-License-Identifier: Apache-2.0
/**
 * Other projects' conventions for writing keys into report data. What is found under them says that
 * an enclave holds a key, never which node, chain or time it speaks of: it becomes no verdict.
 */
@NullMarked
package network.azracode.sdk.attestation.binding;

import org.jspecify.annotations.NullMarked;
