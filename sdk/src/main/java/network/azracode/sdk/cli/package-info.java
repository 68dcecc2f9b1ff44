// SPDX-License-Identifier: Apache-2.0
/** The command line: one class per command, each a thin skin over the packages before it. */
@NullMarked
package network.azracode.sdk.cli;

import org.jspecify.annotations.NullMarked;
