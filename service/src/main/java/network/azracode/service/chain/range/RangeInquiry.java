// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.range;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.service.chain.LogProof;
import network.azracode.service.chain.rpc.ChainLog;
import network.azracode.service.chain.rpc.ChainSource;
import network.azracode.service.chain.rpc.Header;
import network.azracode.service.chain.rpc.RpcFailure;

/** Asks one node for ranges, and where there is one, a witness for the same ranges. */
final class RangeInquiry {
  private static final int MOST_LOGS = 40_000;

  private final RangeVerifier verifier;
  private final LogProof proof;
  private final ChainSource source;
  private final Optional<ChainSource> witness;
  private final boolean alone;
  private final Consumer<RuntimeException> failures;

  /**
   * @param alone whether there is no other node to ask where this one takes too long
   * @param failures told of logs in whose place receipts were asked for
   */
  RangeInquiry(
      RangeVerifier verifier,
      LogProof proof,
      ChainSource source,
      Optional<ChainSource> witness,
      boolean alone,
      Consumer<RuntimeException> failures) {
    this.verifier = verifier;
    this.proof = proof;
    this.source = source;
    this.witness = witness;
    this.alone = alone;
    this.failures = failures;
  }

  /**
   * @param atOnce of how many blocks to ask for the logs at once
   * @throws RpcFailure if a node does not answer; {@code rpc.too-large} also if several blocks have
   *     more than {@value #MOST_LOGS} logs: what is read at once is not to outgrow our memory
   * @throws RangeRefused if what it says does not prove itself, or the witness says otherwise
   */
  VerifiedRange range(long from, long to, int atOnce) {
    VerifiedRange range = proven(from, to, atOnce);
    witness.ifPresent(other -> confirm(other, range, atOnce));
    return range;
  }

  private VerifiedRange proven(long from, long to, int atOnce) {
    List<Header> headers = source.headers(from, to);
    try {
      var spans =
          BlockSpan.of(
              from, to, atOnce, block -> verifier.needsNoLogs(headers.get((int) (block - from))));
      List<ChainLog> logs = logs(source::logs, spans, mostLogs(from, to));
      return verifier.verify(new FetchedRange(from, to, headers, logs), source::receipts);
    } catch (RpcFailure | RangeRefused failure) {
      if (from < to || proof == LogProof.WITNESS || isForAnother(failure)) {
        throw failure;
      }
      failures.accept(failure);
      boolean contradicted = failure instanceof RangeRefused;
      return verifier.verifyWithoutLogs(from, headers, source::receipts, contradicted);
    }
  }

  /**
   * In several answers: a node builds each as a whole, and takes more time per log the longer it
   * is. What they hold together is bounded, as a single one would be.
   */
  static List<ChainLog> logs(LogIndex index, List<BlockSpan> spans, int most) {
    List<ChainLog> logs = new ArrayList<>();
    for (BlockSpan span : spans) {
      logs.addAll(index.logs(span.from(), span.to(), most - logs.size()));
    }
    return logs;
  }

  /** Tells the logs of some blocks, or fails if they are more than so many. */
  @FunctionalInterface
  interface LogIndex {
    List<ChainLog> logs(long from, long to, int most);
  }

  private static int mostLogs(long from, long to) {
    return from == to ? Integer.MAX_VALUE : MOST_LOGS;
  }

  /** Receipts are no way out where a node counts requests, or lets us wait beside a faster one. */
  private boolean isForAnother(AzraException failure) {
    return failure instanceof RpcFailure rpc && rpc.isForAnother(alone);
  }

  private static void confirm(ChainSource witness, VerifiedRange range, int atOnce) {
    long from = range.first().number();
    long to = range.last().number();
    List<Header> headers = witness.headers(from, to);
    for (int i = 0; i < headers.size(); i++) {
      if (!headers.get(i).equals(range.headers().get(i))) {
        throw RangeRefused.byWitness(
            "header",
            range.headers().get(i).reference(),
            headers.get(i).reference().equals(range.headers().get(i).reference())
                ? "another one of the same hash"
                : headers.get(i).reference());
      }
    }
    List<ChainLog> logs =
        logs(witness::logs, BlockSpan.of(from, to, atOnce, block -> false), mostLogs(from, to));
    boolean same = logs.size() == range.logs().size();
    for (int i = 0; same && i < logs.size(); i++) {
      same = logs.get(i).isSame(range.logs().get(i));
    }
    if (!same) {
      throw RangeRefused.byWitness(
          "logs of blocks %d to %d".formatted(from, to),
          range.logs().size() + " as told",
          logs.size() + " or others");
    }
  }
}
