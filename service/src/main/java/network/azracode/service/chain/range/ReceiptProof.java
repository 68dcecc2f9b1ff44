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
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;

/** A block's logs as its header's receipts root commits to them: address, topics, data, order. */
final class ReceiptProof {
  private static final int LAST_KNOWN_TYPE = 4;

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
    return OrderedTrie.root(receipts.stream().map(ReceiptProof::encoded).toList());
  }

  private static void requirePlace(Header header, int index, ChainLog log) {
    if (log.index() != index || !log.block().equals(header.reference()) || log.removed()) {
      throw new RangeRefused(
          "log in the receipts of block " + header.reference(),
          "index " + index,
          "%s%d of block %s".formatted(log.removed() ? "removed " : "", log.index(), log.block()));
    }
  }

  /** EIP-2718, and before it the Yellow Paper, 4.3.1. */
  private static byte[] encoded(Receipt receipt) {
    if (receipt.type() > LAST_KNOWN_TYPE) {
      throw new RangeRefused("type of a receipt", "at most " + LAST_KNOWN_TYPE, receipt.type());
    }
    List<RlpType> logs = new ArrayList<>();
    for (ChainLog log : receipt.logs()) {
      List<RlpType> topics = new ArrayList<>();
      log.topics().forEach(topic -> topics.add(RlpString.create(topic.toByteArray())));
      logs.add(
          new RlpList(
              RlpString.create(log.contract().toByteArray()),
              new RlpList(topics),
              RlpString.create(log.data())));
    }
    byte[] fields =
        RlpEncoder.encode(
            new RlpList(
                RlpString.create(receipt.outcome()),
                RlpString.create(receipt.gasUsed()),
                RlpString.create(receipt.bloom().toByteArray()),
                new RlpList(logs)));
    if (receipt.type() == 0) {
      return fields;
    }
    byte[] typed = new byte[fields.length + 1];
    typed[0] = (byte) receipt.type();
    System.arraycopy(fields, 0, typed, 1, fields.length);
    return typed;
  }
}
