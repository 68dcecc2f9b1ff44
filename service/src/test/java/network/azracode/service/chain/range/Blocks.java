// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.range;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.service.chain.rpc.BlockReference;
import network.azracode.service.chain.rpc.Bloom;
import network.azracode.service.chain.rpc.Bloom.Trace;
import network.azracode.service.chain.rpc.ChainLog;
import network.azracode.service.chain.rpc.Header;
import network.azracode.service.chain.rpc.Receipt;

/** Blocks whose headers commit to their logs as a real chain's do; one transaction per log. */
public final class Blocks {
  private static final int GAS = 50_000;

  private Blocks() {}

  public static Header header(
      BlockReference block, Bytes32 parent, long time, List<ChainLog> logs) {
    return new Header(
        block.number(), block.hash(), parent, time, bloom(logs), root(receipts(logs)));
  }

  public static Bytes32 root(List<Receipt> receipts) {
    return ReceiptProof.root(receipts);
  }

  public static List<Receipt> receipts(List<ChainLog> logs) {
    List<Receipt> receipts = new ArrayList<>();
    for (ChainLog log : logs) {
      BigInteger gas = BigInteger.valueOf(GAS).multiply(BigInteger.valueOf(receipts.size() + 1));
      receipts.add(new Receipt(2, new byte[] {1}, gas, bloom(List.of(log)), List.of(log)));
    }
    return receipts;
  }

  public static Bloom bloom(List<ChainLog> logs) {
    return Bloom.of(
        logs.stream()
            .flatMap(log ->
                Stream.concat(
                    Stream.of(log.contract().toByteArray()),
                    log.topics().stream().map(Bytes32::toByteArray)))
            .map(Trace::of)
            .toList());
  }

  static ChainLog log(long block, int index, Address contract, Bytes32... topics) {
    var place = new BlockReference(block, hash(block));
    return new ChainLog(
        contract, List.of(topics), new byte[] {7}, place, hash(1_000 + index), index, false);
  }

  static Bytes32 hash(long number) {
    return Keccak.hash(Long.toString(number).getBytes(US_ASCII));
  }
}
