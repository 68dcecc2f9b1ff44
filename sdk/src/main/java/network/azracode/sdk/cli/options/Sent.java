// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.options;

import com.fasterxml.jackson.annotation.JsonIgnore;
import network.azracode.sdk.ledger.TransactionReceipt;
import network.azracode.sdk.protocol.Bytes32;

/** A transaction that succeeded, in a block that is final. */
public record Sent(Bytes32 transactionHash, long block, @JsonIgnore TransactionReceipt receipt) {
  static Sent of(TransactionReceipt receipt) {
    return new Sent(receipt.transactionHash(), receipt.block(), receipt);
  }

  /** For a person. */
  public String text() {
    return "block %d, transaction %s".formatted(block, transactionHash);
  }
}
