// SPDX-License-Identifier: Apache-2.0
@NullMarked
package network.azracode.sdk.enclave;

import org.jspecify.annotations.NullMarked;
