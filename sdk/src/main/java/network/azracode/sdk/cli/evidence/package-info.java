// SPDX-License-Identifier: Apache-2.0
/** {@code azra evidence}: look at evidence, and verify it without anybody's help. */
@NullMarked
package network.azracode.sdk.cli.evidence;

import org.jspecify.annotations.NullMarked;
