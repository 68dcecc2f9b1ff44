// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.client;

import network.azracode.sdk.enclave.JobResult;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Receipt;

/**
 * A result that is the one which the enclave's receipt commits to.
 *
 * @param signature the enclave's over a batch of this one receipt
 */
public record CheckedResult(JobResult result, Receipt receipt, CompactSignature signature) {}
