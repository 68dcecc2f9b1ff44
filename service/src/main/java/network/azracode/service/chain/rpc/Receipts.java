// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import network.azracode.sdk.protocol.Bytes32;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The receipts of blocks from one node: in one batch where it takes it, else block by block, else
 * one by one. What it was late with is given up, so that another node is asked, and remembered:
 * when it is asked again, because the others were no faster, it is asked for less at a time.
 */
final class Receipts {
  private static final int MOST_REMEMBERED = 1_000;

  private final JsonRpc rpc;
  private final Batches batches;
  private final Set<Bytes32> lateTogether = ConcurrentHashMap.newKeySet();
  private final Set<Bytes32> lateAlone = ConcurrentHashMap.newKeySet();

  Receipts(JsonRpc rpc) {
    this.rpc = rpc;
    this.batches = new Batches(rpc);
  }

  /** As {@link ChainSource#receipts}. */
  List<List<Receipt>> of(List<Bytes32> blocks) {
    if (blocks.size() > 1 && Collections.disjoint(blocks, lateTogether)) {
      try {
        return inBatch(blocks);
      } catch (RpcFailure refused) {
        throwUnlessOtherwise(refused, blocks, lateTogether);
      }
    }
    return blocks.stream().map(this::of).toList();
  }

  private List<List<Receipt>> inBatch(List<Bytes32> blocks) {
    return batches
        .call(
            blocks.stream().map(Receipts::ofBlock).toList(),
            place -> false,
            parser -> Json.list(parser, Receipt::read))
        .stream()
        .map(receipts ->
            receipts.orElseThrow(
                () -> RpcFailure.malformed("expected receipts of blocks, found null", null)))
        .toList();
  }

  private List<Receipt> of(Bytes32 block) {
    if (!lateAlone.contains(block)) {
      try {
        return rpc.call(ofBlock(block), parser -> Json.list(parser, Receipt::read))
            .orElseThrow(
                () -> RpcFailure.malformed("expected receipts of " + block + ", found null", null));
      } catch (RpcFailure refused) {
        throwUnlessOtherwise(refused, List.of(block), lateAlone);
      }
    }
    try {
      List<Receipt> receipts = oneByOne(block);
      lateAlone.remove(block);
      return receipts;
    } catch (RpcFailure refused) {
      if (!refused.isForAnother(false)) {
        // nor so, as by a node that has no index of old transactions: the block next time
        lateAlone.remove(block);
      }
      throw refused.code().equals("rpc.too-large")
          ? RpcFailure.tooLarge("a receipt of block %s: %s".formatted(block, refused.getMessage()))
          : refused;
    }
  }

  /** Another way to ask may serve, but where the wait or the limit would only come again. */
  private static void throwUnlessOtherwise(
      RpcFailure refused, List<Bytes32> blocks, Set<Bytes32> late) {
    if (refused.isLate()) {
      if (late.size() > MOST_REMEMBERED) {
        late.clear();
      }
      late.addAll(blocks);
    }
    if (refused.isForAnother(false)) {
      throw refused;
    }
  }

  private List<Receipt> oneByOne(Bytes32 block) {
    List<String> transactions =
        rpc.call(
                RpcCall.of("eth_getBlockByHash", block.toString(), false),
                Receipts::transactionsOfBlock)
            .orElseThrow(
                () -> RpcFailure.malformed("expected block " + block + ", found null", null));
    return batches
        .call(
            transactions.stream()
                .map(transaction -> RpcCall.of("eth_getTransactionReceipt", transaction))
                .toList(),
            place -> false,
            Receipt::read)
        .stream()
        .map(receipt ->
            receipt.orElseThrow(() ->
                RpcFailure.malformed("expected receipts of " + block + ", found a gap", null)))
        .toList();
  }

  private static RpcCall ofBlock(Bytes32 hash) {
    return RpcCall.of("eth_getBlockReceipts", hash.toString());
  }

  private static List<String> transactionsOfBlock(JsonParser parser) {
    Json.expect(parser, JsonToken.START_OBJECT);
    List<String> transactions = List.of();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      parser.nextToken();
      if (name.equals("transactions")) {
        transactions = Json.list(parser, hash -> Bytes32.of(Json.string(hash)).toString());
      } else {
        parser.skipChildren();
      }
    }
    return transactions;
  }
}
