// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.range;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.service.chain.LogProof;
import network.azracode.service.chain.rpc.ChainLog;
import network.azracode.service.chain.rpc.Header;
import network.azracode.service.chain.rpc.Receipt;

/** Believes a range only where headers and logs prove each other. */
final class RangeVerifier {
  private static final Comparator<ChainLog> ORDER =
      Comparator.comparingLong((ChainLog log) -> log.block().number())
          .thenComparingInt(ChainLog::index);

  private final Set<Address> contracts;
  private final LogProof proof;
  private final LogDoubt doubt;

  RangeVerifier(Deployment deployment, LogProof proof) {
    this.contracts = Set.of(deployment.nodeRegistry(), deployment.settlement());
    this.proof = proof;
    this.doubt = new LogDoubt(deployment);
  }

  /**
   * @param receipts of blocks: asked where blooms do not prove that all logs were told
   * @throws RangeRefused with what was expected and what was found
   */
  VerifiedRange verify(FetchedRange range, Function<List<Bytes32>, List<List<Receipt>>> receipts) {
    headersAreThoseAskedFor(range);
    headersAreLinked(range);
    logsAreOurs(range);
    logsAreInOrder(range);
    logsAreOfTheirBlocks(range);
    if (proof == LogProof.WITNESS) {
      return new VerifiedRange(range.headers(), range.logs());
    }
    List<List<ChainLog>> logs = byBlock(range);
    ReceiptInquiry inquiry = new ReceiptInquiry(receipts, contracts);
    for (int i = 0; i < logs.size(); i++) {
      Header header = range.headers().get(i);
      if (doubt.remains(header, logs.get(i))
          || proof == LogProof.RECEIPTS && doubt.mayConcernUs(header)) {
        inquiry.ask(header, logs.get(i), i);
      }
    }
    if (inquiry.isEmpty()) {
      return new VerifiedRange(range.headers(), range.logs());
    }
    inquiry.answers(logs::set);
    return new VerifiedRange(range.headers(), logs.stream().flatMap(List::stream).toList());
  }

  /** Whether receipts will be asked for whatever logs are told of the block, and they prove all. */
  boolean needsNoLogs(Header header) {
    return proof != LogProof.WITNESS && doubt.isCrowded(header);
  }

  /** One list per header. */
  private static List<List<ChainLog>> byBlock(FetchedRange range) {
    List<List<ChainLog>> blocks = new ArrayList<>(range.headers().size());
    int from = 0;
    for (Header header : range.headers()) {
      int to = from;
      while (to < range.logs().size() && range.logs().get(to).block().number() == header.number()) {
        to++;
      }
      blocks.add(range.logs().subList(from, to));
      from = to;
    }
    return blocks;
  }

  /**
   * What receipts alone prove, whatever the node's index of logs says or refuses to say.
   *
   * @param contradicted whether logs and header contradicted each other: then a bloom that says
   *     that there are none counts for nothing
   */
  VerifiedRange verifyWithoutLogs(
      long number,
      List<Header> headers,
      Function<List<Bytes32>, List<List<Receipt>>> receipts,
      boolean contradicted) {
    FetchedRange range = new FetchedRange(number, number, headers, List.of());
    headersAreThoseAskedFor(range);
    Header header = headers.getFirst();
    List<ChainLog> logs =
        contradicted || doubt.mayConcernUs(header)
            ? ReceiptProof.logs(
                header, receipts.apply(List.of(header.hash())).getFirst(), contracts)
            : List.of();
    doubt.requireHeld(header, logs);
    return new VerifiedRange(headers, logs);
  }

  private static void headersAreThoseAskedFor(FetchedRange range) {
    long number = range.from();
    for (Header header : range.headers()) {
      if (header.number() != number) {
        throw new RangeRefused("number of header", number, header.number());
      }
      number++;
    }
    if (number != range.to() + 1) {
      throw new RangeRefused("last header", range.to(), number - 1);
    }
  }

  private static void headersAreLinked(FetchedRange range) {
    for (int i = 1; i < range.headers().size(); i++) {
      Header parent = range.headers().get(i - 1);
      Header child = range.headers().get(i);
      if (!child.parentHash().equals(parent.hash())) {
        throw new RangeRefused(
            "parent of block " + child.number(), parent.hash(), child.parentHash());
      }
      if (child.time() < parent.time()) {
        throw new RangeRefused(
            "time of block " + child.number(), "at least " + parent.time(), child.time());
      }
    }
  }

  private void logsAreOurs(FetchedRange range) {
    for (ChainLog log : range.logs()) {
      if (!contracts.contains(log.contract())) {
        throw new RangeRefused("contract of a log", contracts, log.contract());
      }
      if (log.removed()) {
        throw new RangeRefused("log in block " + log.block(), "a canonical one", "a removed one");
      }
    }
  }

  private static void logsAreInOrder(FetchedRange range) {
    for (int i = 1; i < range.logs().size(); i++) {
      ChainLog previous = range.logs().get(i - 1);
      ChainLog log = range.logs().get(i);
      if (ORDER.compare(previous, log) >= 0) {
        throw new RangeRefused("log after " + place(previous), "a later one", place(log));
      }
    }
  }

  private static void logsAreOfTheirBlocks(FetchedRange range) {
    for (ChainLog log : range.logs()) {
      long number = log.block().number();
      if (number < range.from() || number > range.to()) {
        throw new RangeRefused("block of a log", range.from() + " to " + range.to(), number);
      }
      Bytes32 hash = range.header(number).hash();
      if (!log.block().hash().equals(hash)) {
        throw new RangeRefused("block of log " + place(log), hash, log.block().hash());
      }
    }
  }

  private static String place(ChainLog log) {
    return log.block().number() + "-" + log.index();
  }
}
