// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import network.azracode.sdk.ledger.TransactionReceipt;
import network.azracode.sdk.protocol.Bytes32;

/** Where on the chain a submission is, as last seen. */
public record Inclusion(Bytes32 transactionHash, long block, Bytes32 blockHash, boolean succeeded) {
  static Inclusion of(TransactionReceipt receipt) {
    return new Inclusion(
        receipt.transactionHash(), receipt.block(), receipt.blockHash(), receipt.succeeded());
  }
}
