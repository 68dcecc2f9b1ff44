// SPDX-License-Identifier: Apache-2.0
/** Real evidence of all four kinds, as the manifest beside it describes it. */
@NullMarked
package network.azracode.sdk.vectors;

import org.jspecify.annotations.NullMarked;
