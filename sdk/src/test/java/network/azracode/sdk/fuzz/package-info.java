// SPDX-License-Identifier: Apache-2.0
/**
 * Fuzzing by Jazzer (docs/fuzzing.md): whatever the bytes, a parser or a verification answers or
 * refuses with an {@link network.azracode.sdk.protocol.AzraException}, and nothing else.
 */
@NullMarked
package network.azracode.sdk.fuzz;

import org.jspecify.annotations.NullMarked;
