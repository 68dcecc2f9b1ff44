// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.protocol;

import java.util.Arrays;
import java.util.List;

/**
 * What the enclave signs; domain S. A single receipt is a batch of one.
 *
 * @param receiptHashes each a receipt's {@code structHash()}: the domain is applied once, here
 */
public record ReceiptBatch(List<Bytes32> receiptHashes) implements SignedType {
  static final String TYPE = "ReceiptBatch(bytes32[] receiptHashes)";

  public ReceiptBatch {
    receiptHashes = List.copyOf(receiptHashes);
  }

  public static ReceiptBatch of(Receipt... receipts) {
    return new ReceiptBatch(Arrays.stream(receipts).map(Receipt::structHash).toList());
  }

  @Override
  public String typeString() {
    return TYPE;
  }

  @Override
  public Bytes32 structHash() {
    return new StructEncoder(TYPE).array(receiptHashes).hash();
  }
}
