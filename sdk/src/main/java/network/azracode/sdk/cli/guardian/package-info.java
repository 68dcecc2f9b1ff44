// SPDX-License-Identifier: Apache-2.0
/** {@code azra guardian}: stops new business and saves stake; never moves funds. */
@NullMarked
package network.azracode.sdk.cli.guardian;

import org.jspecify.annotations.NullMarked;
