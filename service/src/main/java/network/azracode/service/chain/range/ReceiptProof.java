// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.range;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.service.chain.rpc.ChainLog;
import network.azracode.service.chain.rpc.Header;
import network.azracode.service.chain.rpc.Receipt;

/** A block's logs as its header's receipts root commits to them: address, topics, data, order. */
final class ReceiptProof {
  private ReceiptProof() {}

  /**
   * @return the logs of these contracts, all of them
   * @throws RangeRefused if the receipts are not those of the header
   */
  static List<ChainLog> logs(Header header, List<Receipt> receipts, Set<Address> contracts) {
    Bytes32 root = root(receipts);
    if (!root.equals(header.receiptsRoot())) {
      throw new RangeRefused(
          "receipts root of block " + header.number(), header.receiptsRoot(), root);
    }
    List<ChainLog> ours = new ArrayList<>();
    int index = 0;
    for (Receipt receipt : receipts) {
      for (ChainLog log : receipt.logs()) {
        requirePlace(header, index, log);
        index++;
        if (contracts.contains(log.contract())) {
          ours.add(log);
        }
      }
    }
    return ours;
  }

  static Bytes32 root(List<Receipt> receipts) {
    return OrderedTrie.root(receipts.stream().map(ReceiptRlp::encode).toList());
  }

  private static void requirePlace(Header header, int index, ChainLog log) {
    if (log.index() != index || !log.block().equals(header.reference()) || log.removed()) {
      throw new RangeRefused(
          "log in the receipts of block " + header.reference(),
          "index " + index,
          "%s%d of block %s".formatted(log.removed() ? "removed " : "", log.index(), log.block()));
    }
  }
}
