// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Hex;
import network.azracode.service.chain.range.Blocks;
import network.azracode.service.chain.rpc.BlockReference;
import network.azracode.service.chain.rpc.ChainLog;
import network.azracode.service.chain.rpc.Header;
import network.azracode.service.chain.rpc.Receipt;

/** A block with everything that a node can be asked about it, in the words of JSON-RPC. */
final class SimulatedBlock {
  private final Header header;
  private final World world;
  private final List<Happening> happenings;
  private final List<ChainLog> logs;

  SimulatedBlock(
      BlockReference self, Bytes32 parent, long time, World world, List<Happening> happenings) {
    this.world = world;
    this.happenings = happenings;
    List<ChainLog> told = new ArrayList<>();
    for (Happening happening : happenings) {
      int index = told.size();
      told.add(
          new ChainLog(
              happening.contract(),
              happening.topics(),
              happening.data(),
              self,
              Happenings.hash("transaction", self.number(), index),
              index,
              false));
    }
    this.logs = List.copyOf(told);
    this.header = Blocks.header(self, parent, time, logs);
  }

  BlockReference self() {
    return header.reference();
  }

  long number() {
    return header.number();
  }

  Header header() {
    return header;
  }

  World world() {
    return world;
  }

  List<Happening> happenings() {
    return happenings;
  }

  List<ChainLog> logs() {
    return logs;
  }

  String headerJson() {
    String transactions =
        logs.stream()
            .map(log -> "\"" + log.transactionHash() + "\"")
            .collect(Collectors.joining(",", "[", "]"));
    return """
    {"number":"%s","hash":"%s","parentHash":"%s","timestamp":"%s","receiptsRoot":"%s",\
    "logsBloom":"%s","transactions":%s}\
    """
        .formatted(
            hex(header.number()),
            header.hash(),
            header.parentHash(),
            hex(header.time()),
            header.receiptsRoot(),
            Hex.encode(header.bloom().toByteArray()),
            transactions);
  }

  static String logJson(ChainLog log) {
    return """
    {"address":"%s","topics":[%s],"data":"%s","blockNumber":"%s","blockHash":"%s",\
    "transactionHash":"%s","logIndex":"%s","removed":%s}\
    """
        .formatted(
            log.contract(),
            log.topics().stream()
                .map(topic -> "\"" + topic + "\"")
                .collect(Collectors.joining(",")),
            Hex.encode(log.data()),
            hex(log.block().number()),
            log.block().hash(),
            log.transactionHash(),
            hex(log.index()),
            log.removed());
  }

  /** One receipt for each log of a block. */
  static List<String> receiptsJson(List<ChainLog> logs) {
    List<String> receipts = new ArrayList<>();
    for (Receipt receipt : Blocks.receipts(logs)) {
      receipts.add(
          """
          {"type":"0x2","status":"0x1","cumulativeGasUsed":"%s","logsBloom":"%s","logs":[%s]}\
          """
              .formatted(
                  "0x" + receipt.gasUsed().toString(16),
                  Hex.encode(receipt.bloom().toByteArray()),
                  receipt.logs().stream()
                      .map(SimulatedBlock::logJson)
                      .collect(Collectors.joining(","))));
    }
    return receipts;
  }

  static String hex(long number) {
    return "0x" + Long.toHexString(number);
  }
}
