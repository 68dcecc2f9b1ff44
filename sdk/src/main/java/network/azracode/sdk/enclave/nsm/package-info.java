// SPDX-License-Identifier: Apache-2.0
/**
 * Evidence of AWS Nitro enclaves: the Nitro Security Module, asked in its own CBOR. Not run on
 * hardware.
 */
@NullMarked
package network.azracode.sdk.enclave.nsm;

import org.jspecify.annotations.NullMarked;
