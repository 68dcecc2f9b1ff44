// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.range;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.service.chain.rpc.Bloom;
import network.azracode.service.chain.rpc.Bloom.Trace;
import network.azracode.service.chain.rpc.ChainLog;
import network.azracode.service.chain.rpc.Header;
import org.jspecify.annotations.Nullable;

/**
 * Weighs the logs told of a block against its header's bloom, both ways: each log told must be in
 * it, and it must be made of nothing but the logs told, where one of our contracts may have spoken.
 * A log that was withheld leaves bits behind that nothing explains, but in a bloom so full that
 * anything fits: then, and wherever a stranger's log shares the block, only receipts will do.
 */
final class LogDoubt {
  private static final int MOST_REMEMBERED = 4_096;

  private final Map<Address, Trace> byContract;
  private final List<Trace> usual;
  private volatile Map<Bytes32, Trace> recent = new ConcurrentHashMap<>();
  private volatile Map<Bytes32, Trace> older = Map.of();

  LogDoubt(Deployment deployment) {
    this.byContract =
        Stream.of(deployment.nodeRegistry(), deployment.settlement())
            .collect(toUnmodifiableMap(identity(), contract -> Trace.of(contract.toByteArray())));
    this.usual = usual(deployment);
  }

  /** The token speaks whenever money moves; its topics are then ours, but for these. */
  private static List<Trace> usual(Deployment deployment) {
    List<Trace> traces = new ArrayList<>();
    traces.add(Trace.of(deployment.token().toByteArray()));
    for (String event : List.of("Transfer", "Approval")) {
      byte[] signature = (event + "(address,address,uint256)").getBytes(US_ASCII);
      traces.add(Trace.of(Keccak.hash(signature).toByteArray()));
    }
    traces.add(Trace.of(Bytes32.ZERO.toByteArray()));
    for (Address contract : List.of(deployment.nodeRegistry(), deployment.settlement())) {
      byte[] word = new byte[Bytes32.LENGTH];
      System.arraycopy(contract.toByteArray(), 0, word, 12, 20);
      traces.add(Trace.of(word));
    }
    return List.copyOf(traces);
  }

  /** Whether the bloom allows for a log of one of our contracts at all. */
  boolean mayConcernUs(Header header) {
    return byContract.values().stream().anyMatch(header.bloom()::mayHold);
  }

  /** Whether one of our contracts may have spoken in a bloom so full that anything fits. */
  boolean isCrowded(Header header) {
    return header.bloom().isCrowded() && mayConcernUs(header);
  }

  /**
   * @throws RangeRefused if the header's bloom does not hold one of these logs
   */
  void requireHeld(Header header, List<ChainLog> logs) {
    remains(header, logs);
  }

  /**
   * Whether the bloom leaves open that our contracts logged something else in the block, too.
   *
   * @param told logs of our contracts only
   * @throws RangeRefused if the bloom holds one of them not; a crowded one is left to receipts
   */
  boolean remains(Header header, List<ChainLog> told) {
    if (isCrowded(header)) {
      return true;
    }
    boolean concernsUs = mayConcernUs(header);
    List<Trace> traces = new ArrayList<>(usual);
    for (ChainLog log : told) {
      requireHeld(header, log, byContract.get(log.contract()), traces);
      for (Bytes32 topic : log.topics()) {
        requireHeld(header, log, trace(topic), traces);
      }
    }
    return concernsUs && !Bloom.of(traces).mayHoldAll(header.bloom());
  }

  private static void requireHeld(
      Header header, ChainLog log, @Nullable Trace trace, List<Trace> traces) {
    if (trace == null || !header.bloom().mayHold(trace)) {
      throw new RangeRefused(
          "log %d-%d".formatted(header.number(), log.index()),
          "one that the header's bloom holds",
          "another");
    }
    traces.add(trace);
  }

  /** The latest topics met are remembered: events, parties, and jobs, which end soon. */
  private Trace trace(Bytes32 topic) {
    Map<Bytes32, Trace> latest = recent;
    Trace known = latest.get(topic);
    if (known != null) {
      return known;
    }
    Trace before = older.get(topic);
    Trace trace = before == null ? Trace.of(topic.toByteArray()) : before;
    if (latest.size() >= MOST_REMEMBERED) {
      older = latest;
      latest = new ConcurrentHashMap<>();
      recent = latest;
    }
    latest.put(topic, trace);
    return trace;
  }
}
