// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.range;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.service.chain.rpc.BlockReference;
import network.azracode.service.chain.rpc.Bloom;
import network.azracode.service.chain.rpc.ChainLog;
import network.azracode.service.chain.rpc.Header;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Lies that a node can tell, one by one, over blocks 10 to 13 with logs in 11 and 12. */
@DisplayName("H-10 a range is believed only where its parts prove each other")
class RangeVerifierTest {
  private static final Address OURS = Address.of("0x" + "11".repeat(20));
  private static final Address FOREIGN = Address.of("0x" + "22".repeat(20));
  private static final Address OTHER = Address.of("0x" + "33".repeat(20));
  private static final Bytes32 TOPIC = hash(77);
  private static final Function<Bytes32, List<ChainLog>> NO_RECEIPTS = block -> List.of();

  private final RangeVerifier verifier = new RangeVerifier(Set.of(OURS));
  private final List<Header> headers =
      List.of(header(10, false), header(11, true), header(12, true), header(13, false));
  private final List<ChainLog> logs = List.of(log(11, 0, OURS), log(11, 3, OURS), log(12, 1, OURS));

  @Test
  void anHonestRangeIsBelieved() {
    VerifiedRange verified = verifier.verify(range(headers, logs), NO_RECEIPTS);
    assertThat(verified.logs()).isEqualTo(logs);
    assertThat(verified.last().number()).isEqualTo(13);
  }

  @Test
  void aHeaderOfAnotherNumberIsRefused() {
    refused("number of header", range(changed(headers, 1, header -> header(15, true)), logs));
    refused("last header", range(headers.subList(0, 3), logs));
  }

  @Test
  void aBrokenLinkIsRefused() {
    refused(
        "parent of block 12",
        range(
            changed(
                headers,
                2,
                header -> new Header(12, header.hash(), hash(99), header.time(), header.bloom())),
            logs));
  }

  @Test
  void timeThatGoesBackIsRefused() {
    refused(
        "time of block 12",
        range(
            changed(
                headers,
                2,
                header -> new Header(12, header.hash(), header.parentHash(), 1, header.bloom())),
            logs));
  }

  @Test
  void aLogOfAForeignContractIsRefused() {
    refused("contract of a log", range(headers, changed(logs, 0, log -> log(11, 0, FOREIGN))));
  }

  @Test
  void aRemovedLogIsRefused() {
    ChainLog log = logs.getFirst();
    ChainLog removed =
        new ChainLog(
            log.contract(), log.topics(), log.data(), log.block(), log.transactionHash(), 0, true);
    refused("a removed one", range(headers, changed(logs, 0, same -> removed)));
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
    ChainLog log = logs.getFirst();
    ChainLog other =
        new ChainLog(
            log.contract(),
            log.topics(),
            log.data(),
            new BlockReference(11, hash(1_011)),
            log.transactionHash(),
            0,
            false);
    refused("block of log 11-0", range(headers, changed(logs, 0, same -> other)));
    refused("block of a log", range(headers, List.of(log(14, 0, OURS))));
  }

  @Test
  void aLogThatTheBloomDeniesIsRefused() {
    refused("one that the header's bloom holds", range(headers, List.of(log(10, 0, OURS))));
  }

  @Test
  void aMissingLogIsFoundInTheReceipts() {
    Function<Bytes32, List<ChainLog>> receipts =
        block -> block.equals(hash(12)) ? List.of(log(12, 1, OURS)) : List.of();
    VerifiedRange verified = verifier.verify(range(headers, logs.subList(0, 2)), receipts);
    assertThat(verified.logs()).usingRecursiveComparison().isEqualTo(logs);
  }

  @Test
  void aLogMissingBesideThoseOfAnotherContractIsFoundInTheReceipts() {
    Set<Address> both = Set.of(OURS, OTHER);
    List<Header> loud = changed(headers, 2, header -> header(12, OURS, OTHER));
    Function<Bytes32, List<ChainLog>> receipts =
        block -> block.equals(hash(12)) ? List.of(log(12, 0, OTHER), log(12, 1, OURS)) : List.of();
    VerifiedRange verified = new RangeVerifier(both).verify(range(loud, logs), receipts);
    assertThat(verified.logs())
        .usingRecursiveComparison()
        .isEqualTo(List.of(logs.get(0), logs.get(1), log(12, 0, OTHER), logs.get(2)));
  }

  @Test
  void receiptsThatLieAreRefusedLikeLogs() {
    Function<Bytes32, List<ChainLog>> receipts = block -> List.of(log(12, 1, FOREIGN));
    assertThatThrownBy(() -> verifier.verify(range(headers, logs.subList(0, 2)), receipts))
        .isInstanceOf(RangeRefused.class);
  }

  private void refused(String what, FetchedRange range) {
    assertThatThrownBy(() -> verifier.verify(range, NO_RECEIPTS))
        .isInstanceOf(RangeRefused.class)
        .hasMessageContaining(what);
  }

  private static FetchedRange range(List<Header> headers, List<ChainLog> logs) {
    return new FetchedRange(10, 13, headers, logs);
  }

  private static Header header(long number, boolean withLogs) {
    return withLogs ? header(number, OURS) : header(number);
  }

  private static Header header(long number, Address... contracts) {
    Bloom bloom = new Bloom(bloomOf(contracts));
    return new Header(number, hash(number), hash(number - 1), 1_000 + number, bloom);
  }

  private static ChainLog log(long block, int index, Address contract) {
    var place = new BlockReference(block, hash(block));
    return new ChainLog(contract, List.of(TOPIC), new byte[0], place, hash(5), index, false);
  }

  private static byte[] bloomOf(Address... contracts) {
    byte[] bits = new byte[256];
    List<byte[]> items = new ArrayList<>();
    for (Address contract : contracts) {
      items.add(contract.toByteArray());
      items.add(TOPIC.toByteArray());
    }
    for (byte[] item : items) {
      Bloom.Trace trace = Bloom.Trace.of(item);
      for (int bit : List.of(trace.first(), trace.second(), trace.third())) {
        bits[255 - bit / 8] |= (byte) (1 << bit % 8);
      }
    }
    return bits;
  }

  private static <T> List<T> changed(List<T> items, int at, UnaryOperator<T> change) {
    List<T> copy = new ArrayList<>(items);
    copy.set(at, change.apply(copy.get(at)));
    return copy;
  }

  private static Bytes32 hash(long number) {
    return Keccak.hash(Arrays.copyOf(Long.toString(number).getBytes(US_ASCII), 20));
  }
}
