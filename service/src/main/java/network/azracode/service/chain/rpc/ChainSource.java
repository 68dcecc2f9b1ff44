// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.rpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;

/** One node, asked for what following needs. */
public final class ChainSource {
  private static final Set<String> TAGS_UNKNOWN_TO_SOME = Set.of("safe", "finalized");

  private final JsonRpc rpc;
  private final Batches batches;
  private final Receipts receipts;
  private final Deployment deployment;
  private final Set<Address> contracts;
  private boolean known;

  ChainSource(Transport transport, Deployment deployment) {
    this.rpc = new JsonRpc(transport);
    this.batches = new Batches(rpc);
    this.receipts = new Receipts(rpc);
    this.deployment = deployment;
    this.contracts = Set.of(deployment.nodeRegistry(), deployment.settlement());
  }

  /**
   * Refuses a node of another chain; asks once.
   *
   * @throws RpcFailure {@code rpc.foreign}
   */
  void identify() {
    if (known) {
      return;
    }
    long chainId = rpc.call(RpcCall.of("eth_chainId"), Json::quantity).orElse(-1L);
    if (chainId != deployment.chainId()) {
      throw RpcFailure.foreign(
          "chain id: expected %d, found %d".formatted(deployment.chainId(), chainId));
    }
    Bytes32 genesis = headers(0, 0).getFirst().hash();
    if (!genesis.equals(deployment.genesisHash())) {
      throw RpcFailure.foreign(
          "genesis of chain %d: expected %s, found %s"
              .formatted(chainId, deployment.genesisHash(), genesis));
    }
    known = true;
  }

  /**
   * Headers by number or tag, in one batch where the node takes it; empty where the node says that
   * it knows none.
   *
   * @param blocks tags, and numbers as {@link #hex} writes them
   * @throws RpcFailure {@code rpc.refused} if any answer is an error, but for the tags {@code safe}
   *     and {@code finalized}, which some nodes do not know; {@code rpc.malformed} for a header of
   *     another number: what it says of its own block is nothing about the one that was asked for
   */
  public List<Optional<Header>> find(List<String> blocks) {
    List<Optional<Header>> found =
        batches.call(
            blocks.stream().map(block -> RpcCall.of("eth_getBlockByNumber", block, false)).toList(),
            place -> TAGS_UNKNOWN_TO_SOME.contains(blocks.get(place)),
            Header::read);
    for (int place = 0; place < blocks.size(); place++) {
      String block = blocks.get(place);
      found.get(place).ifPresent(header -> requireNumber(block, header));
    }
    return found;
  }

  private static void requireNumber(String block, Header header) {
    if (block.startsWith("0x") && !block.equals(hex(header.number()))) {
      throw RpcFailure.malformed(
          "expected a header at %d, found the one at %d"
              .formatted(Long.decode(block), header.number()),
          null);
    }
  }

  /** All headers from one number to another, both included. */
  public List<Header> headers(long from, long to) {
    List<Header> headers = new ArrayList<>();
    for (Optional<Header> header :
        find(LongStream.rangeClosed(from, to).mapToObj(ChainSource::hex).toList())) {
      headers.add(
          header.orElseThrow(() ->
              RpcFailure.malformed(
                  "expected headers %d to %d, found a gap".formatted(from, to), null)));
    }
    return headers;
  }

  /**
   * Logs of our contracts in these blocks, as the node's index has them.
   *
   * @throws RpcFailure {@code rpc.too-large} also if there are more than so many
   */
  public List<ChainLog> logs(long from, long to, int most) {
    Map<String, Object> filter =
        Map.of(
            "fromBlock", hex(from),
            "toBlock", hex(to),
            "address", contracts.stream().map(Address::toString).sorted().toList());
    return rpc.call(
            RpcCall.of("eth_getLogs", filter), parser -> Json.list(parser, ChainLog::read, most))
        .orElseThrow(() -> RpcFailure.malformed("expected logs, found null", null));
  }

  /**
   * All receipts of blocks in their order, in as few answers as the node gives them in.
   *
   * @throws RpcFailure whatever receipts one by one failed with; at once if the node was late or
   *     counts requests
   */
  public List<List<Receipt>> receipts(List<Bytes32> blockHashes) {
    return receipts.of(blockHashes);
  }

  public static String hex(long number) {
    return "0x" + Long.toHexString(number);
  }
}
