// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.range;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.service.chain.rpc.Bloom;
import network.azracode.service.chain.rpc.ChainLog;
import network.azracode.service.chain.rpc.Header;

/** Believes a range only where headers and logs prove each other. */
final class RangeVerifier {
  private static final Comparator<ChainLog> ORDER =
      Comparator.comparingLong((ChainLog log) -> log.block().number())
          .thenComparingInt(ChainLog::index);

  private final Set<Address> contracts;

  RangeVerifier(Set<Address> contracts) {
    this.contracts = contracts;
  }

  /**
   * @param receipts our logs out of a block's receipts: asked where a block may hold logs of one of
   *     our contracts and showed none
   * @throws RangeRefused with what was expected and what was found
   */
  VerifiedRange verify(FetchedRange range, Function<Bytes32, List<ChainLog>> receipts) {
    provesItself(range);
    List<ChainLog> missed = logsOfSilentContracts(range, receipts);
    if (missed.isEmpty()) {
      return new VerifiedRange(range.headers(), range.logs());
    }
    FetchedRange whole = withMissed(range, missed);
    provesItself(whole);
    return new VerifiedRange(whole.headers(), whole.logs());
  }

  private void provesItself(FetchedRange range) {
    headersAreThoseAskedFor(range);
    headersAreLinked(range);
    logsAreOurs(range);
    logsAreInOrder(range);
    logsAreOfTheirBlocks(range);
    bloomsHoldTheLogs(range);
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

  private static void bloomsHoldTheLogs(FetchedRange range) {
    for (ChainLog log : range.logs()) {
      Bloom bloom = range.header(log.block().number()).bloom();
      boolean held =
          bloom.mayHold(Bloom.Trace.of(log.contract().toByteArray()))
              && log.topics().stream()
                  .allMatch(topic -> bloom.mayHold(Bloom.Trace.of(topic.toByteArray())));
      if (!held) {
        throw new RangeRefused("log " + place(log), "one that the header's bloom holds", "another");
      }
    }
  }

  /** An index may lag behind its headers: silence is checked where the bloom allows for a log. */
  private List<ChainLog> logsOfSilentContracts(
      FetchedRange range, Function<Bytes32, List<ChainLog>> receipts) {
    Map<Long, List<ChainLog>> told =
        range.logs().stream().collect(groupingBy(log -> log.block().number()));
    List<ChainLog> missed = new ArrayList<>();
    for (Header header : range.headers()) {
      List<ChainLog> known = told.getOrDefault(header.number(), List.of());
      if (contracts.stream().anyMatch(contract -> isSilent(contract, header, known))) {
        Set<Integer> indices = known.stream().map(ChainLog::index).collect(toSet());
        receipts.apply(header.hash()).stream()
            .filter(log -> !indices.contains(log.index()))
            .forEach(missed::add);
      }
    }
    return missed;
  }

  private static boolean isSilent(Address contract, Header header, List<ChainLog> told) {
    return header.bloom().mayHold(Bloom.Trace.of(contract.toByteArray()))
        && told.stream().noneMatch(log -> log.contract().equals(contract));
  }

  private static FetchedRange withMissed(FetchedRange range, List<ChainLog> missed) {
    List<ChainLog> all = new ArrayList<>(range.logs());
    all.addAll(missed);
    all.sort(ORDER);
    return new FetchedRange(range.from(), range.to(), range.headers(), all);
  }

  private static String place(ChainLog log) {
    return log.block().number() + "-" + log.index();
  }
}
