// SPDX-License-Identifier: Apache-2.0
@NullMarked
package network.azracode.sdk.client;

import org.jspecify.annotations.NullMarked;
