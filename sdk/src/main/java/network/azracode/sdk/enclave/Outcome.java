// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Receipt;

/**
 * The end of one job, the same bytes for ever.
 *
 * @param signature of the enclave over a receipt batch of this one receipt
 * @param sealedResult to the client's result key; empty when nothing can be sealed to that key
 */
public record Outcome(Receipt receipt, CompactSignature signature, byte[] sealedResult) {}
