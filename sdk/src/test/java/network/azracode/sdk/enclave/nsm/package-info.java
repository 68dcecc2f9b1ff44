// SPDX-License-Identifier: Apache-2.0
@NullMarked
package network.azracode.sdk.enclave.nsm;

import org.jspecify.annotations.NullMarked;
