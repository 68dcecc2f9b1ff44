// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.range;

import static java.util.stream.Collectors.toMap;
import static network.azracode.service.chain.range.Blocks.hash;
import static network.azracode.service.chain.range.Blocks.log;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.service.chain.LogProof;
import network.azracode.service.chain.rpc.BlockReference;
import network.azracode.service.chain.rpc.ChainLog;
import network.azracode.service.chain.rpc.Header;
import network.azracode.service.chain.rpc.Receipt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Lies that a node can tell, one by one, over blocks 10 to 13 with logs in 11 and 12. */
@DisplayName("H-10 S03 S04 S05 a range is believed only where its parts prove each other")
class RangeVerifierTest {
  private static final Address OURS = Address.of("0x" + "11".repeat(20));
  private static final Address FOREIGN = Address.of("0x" + "22".repeat(20));
  private static final Address OTHER = Address.of("0x" + "33".repeat(20));
  private static final Address TOKEN = Address.of("0x" + "44".repeat(20));
  private static final Bytes32 OPENED = hash(77);
  private static final Bytes32 SETTLED = hash(78);
  private static final Deployment DEPLOYMENT =
      new Deployment(7, Bytes32.ZERO, 1, TOKEN, OURS, OTHER, FOREIGN);

  private final RangeVerifier verifier = new RangeVerifier(DEPLOYMENT, LogProof.BLOOM);
  private final List<ChainLog> logs =
      List.of(
          log(11, 0, OURS, OPENED, hash(1)),
          log(11, 1, OURS, OPENED, hash(2)),
          log(12, 0, OURS, SETTLED, hash(1)));
  private final List<Header> headers = headers(logs);
  private int receiptsAsked;

  @Test
  void anHonestRangeIsBelievedWithoutReceipts() {
    VerifiedRange verified = verifier.verify(range(headers, logs), receipts(logs));
    assertThat(verified.logs()).isEqualTo(logs);
    assertThat(verified.last().number()).isEqualTo(13);
    assertThat(receiptsAsked).isZero();
  }

  @Test
  void aHeaderOfAnotherNumberIsRefused() {
    refused("number of header", range(changed(headers, 1, header -> headers.get(3)), logs));
    refused("last header", range(headers.subList(0, 3), logs));
  }

  @Test
  void aBrokenLinkIsRefused() {
    refused(
        "parent of block 12",
        range(changed(headers, 2, header -> linked(header, hash(99), header.time())), logs));
  }

  @Test
  void timeThatGoesBackIsRefused() {
    refused(
        "time of block 12",
        range(changed(headers, 2, header -> linked(header, header.parentHash(), 1)), logs));
  }

  @Test
  void aLogOfAForeignContractIsRefused() {
    refused("contract of a log", range(headers, changed(logs, 0, log -> log(11, 0, FOREIGN))));
  }

  @Test
  void aRemovedLogIsRefused() {
    refused("a removed one", range(headers, changed(logs, 0, RangeVerifierTest::removed)));
  }

  @Test
  void logsInAnotherOrderOrTwiceAreRefused() {
    List<ChainLog> reversed = new ArrayList<>(logs);
    Collections.reverse(reversed);
    refused("log after", range(headers, reversed));
    refused("log after", range(headers, changed(logs, 1, log -> logs.getFirst())));
  }

  @Test
  void aLogOfAnotherBranchIsRefused() {
    ChainLog other = at(logs.getFirst(), new BlockReference(11, hash(1_011)));
    refused("block of log 11-0", range(headers, changed(logs, 0, same -> other)));
    refused("block of a log", range(headers, List.of(log(14, 0, OURS))));
  }

  @Test
  void aLogThatTheBloomDeniesIsRefused() {
    refused("one that the header's bloom holds", range(headers, List.of(log(10, 0, OURS))));
  }

  @Test
  void aMissingLogIsFoundInTheReceipts() {
    VerifiedRange verified = verifier.verify(range(headers, logs.subList(0, 2)), receipts(logs));
    assertThat(verified.logs()).isEqualTo(logs);
    assertThat(receiptsAsked).isEqualTo(1);
  }

  @Test
  @DisplayName("H-17 a contract that told only part of its logs in a block is completed")
  void aLogMissingBesideOthersOfTheSameContractIsFoundInTheReceipts() {
    for (int missing = 0; missing < 2; missing++) {
      List<ChainLog> told = new ArrayList<>(logs);
      told.remove(missing);
      VerifiedRange verified = verifier.verify(range(headers, told), receipts(logs));
      assertThat(verified.logs()).isEqualTo(logs);
    }
  }

  @Test
  void aLogMissingBesideThoseOfAnotherContractIsFoundInTheReceipts() {
    List<ChainLog> all =
        List.of(logs.get(0), logs.get(1), log(12, 0, OTHER, OPENED), log(12, 1, OURS, OPENED));
    List<ChainLog> told = List.of(all.get(0), all.get(1), all.get(3));
    VerifiedRange verified = verifier.verify(range(headers(all), told), receipts(all));
    assertThat(verified.logs()).isEqualTo(all);
  }

  @Test
  @DisplayName("H-17 movements of our own token raise no doubt, a stranger's log does")
  void theTokensOwnLogsRaiseNoDoubt() {
    Bytes32 transfer =
        Bytes32.of("0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");
    List<ChainLog> withToken = List.of(log(11, 0, TOKEN, transfer, hash(1)), logs.get(1));
    List<ChainLog> told = List.of(log(11, 1, OURS, OPENED, hash(1)));
    List<ChainLog> paid = List.of(withToken.getFirst(), told.getFirst());
    assertThat(verifier.verify(range(headers(paid), told), receipts(paid)).logs()).isEqualTo(told);
    assertThat(receiptsAsked).isZero();
    List<ChainLog> shared = List.of(log(11, 0, FOREIGN, SETTLED), told.getFirst());
    VerifiedRange verified = verifier.verify(range(headers(shared), told), receipts(shared));
    assertThat(verified.logs()).isEqualTo(told);
    assertThat(receiptsAsked).isEqualTo(1);
  }

  @Test
  @DisplayName("H-17 a bloom so full that it fits anything is no proof: receipts are")
  void aCrowdedBloomIsNoProof() {
    List<ChainLog> crowd =
        IntStream.range(0, 900).mapToObj(i -> log(11, i, OURS, OPENED, hash(i))).toList();
    List<ChainLog> told = crowd.subList(0, 899);
    VerifiedRange verified = verifier.verify(range(headers(crowd), told), receipts(crowd));
    assertThat(verified.logs()).isEqualTo(crowd);
  }

  /** [H-58] */
  @Test
  @DisplayName("H-58 logs are not asked for where receipts decide whatever they are")
  void logsOfACrowdedBlockAreNotNeeded() {
    List<ChainLog> crowd =
        IntStream.range(0, 900).mapToObj(i -> log(11, i, OURS, OPENED, hash(i))).toList();
    List<ChainLog> strangers =
        IntStream.range(0, 20).mapToObj(i -> log(12, i, FOREIGN, OPENED, hash(i))).toList();
    List<Header> mixed = headers(Stream.concat(crowd.stream(), strangers.stream()).toList());
    assertThat(mixed.stream().filter(verifier::needsNoLogs)).containsExactly(mixed.get(1));
    assertThat(verifier.verify(range(mixed, List.of()), receipts(crowd)).logs()).isEqualTo(crowd);
    assertThat(mixed).noneMatch(new RangeVerifier(DEPLOYMENT, LogProof.WITNESS)::needsNoLogs);
  }

  @Test
  @DisplayName("H-17 topics are weighed rightly however many came before, and when they come again")
  void topicsAreWeighedHoweverManyThereAre() {
    for (int round = 0; round < 80; round++) {
      int first = round % 70 * 60;
      List<ChainLog> some =
          IntStream.range(0, 15)
              .mapToObj(i -> 4 * i + first)
              .map(at -> log(11, at, OURS, hash(at), hash(at + 1), hash(at + 2), hash(at + 3)))
              .toList();
      verifier.verify(range(headers(some), some), receipts(some));
      refused("one that the header's bloom holds", range(headers(logs), some));
    }
    assertThat(receiptsAsked).isZero();
  }

  @Test
  @DisplayName("H-18 receipts are believed only if they are those of the header")
  void receiptsThatLieAreRefused() {
    FetchedRange partly = range(headers, logs.subList(0, 2));
    List<ChainLog> forged = changed(logs, 2, log -> log(12, 0, OURS, SETTLED, hash(9)));
    assertThatThrownBy(() -> verifier.verify(partly, receipts(forged)))
        .isInstanceOf(RangeRefused.class)
        .hasMessageContaining("receipts root of block 12");
    List<ChainLog> moved = changed(logs, 2, log -> at(log, new BlockReference(12, hash(1_012))));
    assertThatThrownBy(() -> verifier.verify(partly, receiptsAt(12, moved)))
        .isInstanceOf(RangeRefused.class)
        .hasMessageContaining("log in the receipts of block 12");
    assertThatThrownBy(() -> verifier.verify(partly, blocks -> List.of(List.of())))
        .isInstanceOf(RangeRefused.class);
  }

  @Test
  @DisplayName("H-18 where receipts are asked for, a log with other data is refused")
  void aLogWithOtherDataIsRefusedByReceipts() {
    List<ChainLog> altered = changed(logs, 0, RangeVerifierTest::withOtherData);
    assertThat(verifier.verify(range(headers, altered), receipts(logs)).logs()).hasSize(3);
    RangeVerifier strict = new RangeVerifier(DEPLOYMENT, LogProof.RECEIPTS);
    assertThat(strict.verify(range(headers, logs), receipts(logs)).logs()).isEqualTo(logs);
    assertThat(receiptsAsked).isEqualTo(2);
    assertThatThrownBy(() -> strict.verify(range(headers, altered), receipts(logs)))
        .isInstanceOf(RangeRefused.class)
        .hasMessageContaining("log 11-0: expected one of the block's receipts");
  }

  @Test
  @DisplayName("H-18 receipts alone are enough where a node tells no logs")
  void receiptsAloneAreEnough() {
    List<Header> one = List.of(headers.get(1));
    assertThat(verifier.verifyWithoutLogs(11, one, receipts(logs), false).logs())
        .isEqualTo(logs.subList(0, 2));
    assertThat(
            verifier.verifyWithoutLogs(13, List.of(headers.get(3)), receipts(logs), false).logs())
        .isEmpty();
    assertThatThrownBy(() -> verifier.verifyWithoutLogs(12, one, receipts(logs), false))
        .isInstanceOf(RangeRefused.class);
  }

  private void refused(String what, FetchedRange range) {
    assertThatThrownBy(() -> verifier.verify(range, receipts(logs)))
        .isInstanceOf(RangeRefused.class)
        .hasMessageContaining(what);
  }

  private Function<List<Bytes32>, List<List<Receipt>>> receipts(List<ChainLog> all) {
    Map<Bytes32, List<Receipt>> byBlock =
        LongStream.rangeClosed(10, 13)
            .boxed()
            .collect(toMap(Blocks::hash, number -> Blocks.receipts(of(number, all))));
    return blocks -> {
      receiptsAsked += blocks.size();
      return blocks.stream().map(block -> byBlock.getOrDefault(block, List.of())).toList();
    };
  }

  private static Function<List<Bytes32>, List<List<Receipt>>> receiptsAt(
      long number, List<ChainLog> all) {
    return blocks -> blocks.stream().map(block -> Blocks.receipts(of(number, all))).toList();
  }

  private static List<Header> headers(List<ChainLog> all) {
    return Stream.of(10L, 11L, 12L, 13L)
        .map(number ->
            Blocks.header(
                new BlockReference(number, hash(number)),
                hash(number - 1),
                1_000 + number,
                of(number, all)))
        .toList();
  }

  private static List<ChainLog> of(long number, List<ChainLog> all) {
    return all.stream().filter(log -> log.block().number() == number).toList();
  }

  private static FetchedRange range(List<Header> headers, List<ChainLog> logs) {
    return new FetchedRange(10, 13, headers, logs);
  }

  private static Header linked(Header header, Bytes32 parent, long time) {
    return new Header(
        header.number(), header.hash(), parent, time, header.bloom(), header.receiptsRoot());
  }

  private static ChainLog removed(ChainLog log) {
    return new ChainLog(
        log.contract(),
        log.topics(),
        log.data(),
        log.block(),
        log.transactionHash(),
        log.index(),
        true);
  }

  private static ChainLog at(ChainLog log, BlockReference block) {
    return new ChainLog(
        log.contract(), log.topics(), log.data(), block, log.transactionHash(), log.index(), false);
  }

  private static ChainLog withOtherData(ChainLog log) {
    return new ChainLog(
        log.contract(),
        log.topics(),
        new byte[] {8},
        log.block(),
        log.transactionHash(),
        log.index(),
        false);
  }

  private static <T> List<T> changed(List<T> items, int at, UnaryOperator<T> change) {
    List<T> copy = new ArrayList<>(items);
    copy.set(at, change.apply(copy.get(at)));
    return copy;
  }
}
