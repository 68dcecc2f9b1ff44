// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import java.util.List;
import network.azracode.sdk.ledger.SignedReceipt;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.CompactSignature;
import network.azracode.sdk.protocol.JobTerms;
import network.azracode.sdk.protocol.Receipt;
import network.azracode.sdk.protocol.ReceiptBatch;

/**
 * A receipt as an enclave signed it, with all that it takes to check it.
 *
 * @param receiptHashes of the batch in which it was signed
 * @param index of the receipt in the batch, from 0
 * @param signature of the enclave key under the batch
 */
public record ReceiptPosting(
    JobTerms terms,
    Receipt receipt,
    List<Bytes32> receiptHashes,
    int index,
    CompactSignature signature) {
  public ReceiptPosting {
    receiptHashes = List.copyOf(receiptHashes);
  }

  SignedReceipt signed() {
    return new SignedReceipt(receipt, new ReceiptBatch(receiptHashes), index, signature);
  }
}
