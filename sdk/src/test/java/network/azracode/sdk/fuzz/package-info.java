// SPDX-License-Identifier: Apache-2.0
/**
 * Jazzer targets ({@code tools/fuzz/run.sh}): whatever the bytes, a parser or a verification
 * answers or refuses with an {@link network.azracode.sdk.protocol.AzraException}, and nothing else.
 */
@NullMarked
package network.azracode.sdk.fuzz;

import org.jspecify.annotations.NullMarked;
