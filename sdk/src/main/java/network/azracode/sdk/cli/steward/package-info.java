// SPDX-License-Identifier: Apache-2.0
/** {@code azra steward}: puts the contracts on a chain and governs them. */
@NullMarked
package network.azracode.sdk.cli.steward;

import org.jspecify.annotations.NullMarked;
