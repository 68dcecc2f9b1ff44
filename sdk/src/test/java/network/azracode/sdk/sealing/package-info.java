// SPDX-License-Identifier: Apache-2.0
@NullMarked
package network.azracode.sdk.sealing;

import org.jspecify.annotations.NullMarked;
