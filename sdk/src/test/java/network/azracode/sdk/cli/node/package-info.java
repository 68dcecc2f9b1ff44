// SPDX-License-Identifier: Apache-2.0
@NullMarked
package network.azracode.sdk.cli.node;

import org.jspecify.annotations.NullMarked;
