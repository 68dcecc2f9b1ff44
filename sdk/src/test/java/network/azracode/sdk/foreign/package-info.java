// SPDX-License-Identifier: Apache-2.0
/** Clients that share no code with this SDK: TypeScript over viem, and cast. */
@NullMarked
package network.azracode.sdk.foreign;

import org.jspecify.annotations.NullMarked;
