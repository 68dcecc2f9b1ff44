// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.Receipt;
import network.azracode.sdk.protocol.ReceiptBatch;

/**
 * A receipt with the batch in which its enclave signed it.
 *
 * @param index where in the batch it stands, from 0
 */
public record SignedReceipt(
    Receipt receipt, ReceiptBatch batch, int index, CompactSignature signature) {}
