// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.chain.range;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.service.chain.LogProof;
import network.azracode.service.chain.rpc.ChainSource;
import network.azracode.service.chain.rpc.RpcFailure;

/**
 * Reads ranges ahead of the writer, a few at a time, and hands them over in order. What waits is
 * bounded by {@value #AHEAD} answers, so a slow database slows the reading.
 */
public final class RangeReader {
  private static final int AHEAD = 3;

  private final RangeVerifier verifier;
  private final LogProof proof;
  private final Consumer<RuntimeException> failures;
  private final boolean alone;
  private final RangeSize size = new RangeSize();

  /**
   * @param failures told of what is asked for again, in a smaller range or as receipts; of what is
   *     thrown not
   * @param alone whether there is no other node to ask where one takes too long
   */
  public RangeReader(
      Deployment deployment, LogProof proof, Consumer<RuntimeException> failures, boolean alone) {
    this.verifier = new RangeVerifier(deployment, proof);
    this.proof = proof;
    this.failures = failures;
    this.alone = alone;
  }

  /**
   * Reads all blocks from one number to another and hands them to the writer, in this thread. A
   * range that a node does not want to answer is asked for in halves, down to a single block; one
   * that it did not answer in time is given up, so that another node is asked, and for half of it.
   *
   * @param <R> what the writer takes
   * @param witness must tell the same, where there is one
   * @param prepared makes what the writer takes, in a thread that reads, while another is written
   * @throws AzraException whatever a single block failed with, or the writer; a time-out at once
   */
  public <R> void read(
      ChainSource source,
      Optional<ChainSource> witness,
      long from,
      long to,
      Function<VerifiedRange, R> prepared,
      Consumer<R> writer) {
    RangeInquiry inquiry = new RangeInquiry(verifier, proof, source, witness, alone, failures);
    long next = from;
    while (next <= to) {
      try (Flight<R> flight = new Flight<>(inquiry, prepared, next, to)) {
        next = flight.deliver(writer);
      }
    }
  }

  /** Of a range that was read nothing is kept but what the writer takes. */
  private record Read<R>(long last, int blocks, int logs, R prepared) {}

  private record Asked<R>(int blocks, Future<Read<R>> answer) {}

  /** Ranges of one size on their way; ends at {@code to} or at the first failure. */
  private final class Flight<R> implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Deque<Asked<R>> ranges = new ArrayDeque<>();
    private final RangeInquiry inquiry;
    private final Function<VerifiedRange, R> prepared;
    private final long to;
    private long asked;

    Flight(RangeInquiry inquiry, Function<VerifiedRange, R> prepared, long from, long to) {
      this.inquiry = inquiry;
      this.prepared = prepared;
      this.asked = from;
      this.to = to;
    }

    /** The first number that was not delivered. */
    long deliver(Consumer<R> writer) {
      long next = asked;
      askAhead();
      while (!ranges.isEmpty()) {
        Asked<R> oldest = ranges.remove();
        Read<R> range;
        try {
          range = oldest.answer().get();
        } catch (ExecutionException failed) {
          RuntimeException cause = unwrapped(failed);
          if (!mayAnswerLess(cause, oldest.blocks())) {
            throw cause;
          }
          failures.accept(cause);
          return next;
        } catch (InterruptedException stopped) {
          Thread.currentThread().interrupt();
          throw new AzraException("chain.stopped", "interrupted while reading", stopped);
        }
        writer.accept(range.prepared());
        next = range.last() + 1;
        size.read(range.blocks(), range.logs());
        askAhead();
      }
      return next;
    }

    private void askAhead() {
      while (ranges.size() < AHEAD && asked <= to) {
        long start = asked;
        long end = Math.min(to, start + size.blocks() - 1);
        int atOnce = size.blocksPerAnswer();
        ranges.add(
            new Asked<>((int) (end + 1 - start), threads.submit(() -> read(start, end, atOnce))));
        asked = end + 1;
      }
    }

    private Read<R> read(long start, long end, int atOnce) {
      VerifiedRange range = inquiry.range(start, end, atOnce);
      return new Read<>(end, range.headers().size(), range.logs().size(), prepared.apply(range));
    }

    @Override
    public void close() {
      threads.shutdownNow();
      threads.close();
    }
  }

  /**
   * Whether to ask the same node for half as many blocks. Whichever node is asked after one that
   * was late is asked for less; one that counts requests would not be helped by it.
   */
  private boolean mayAnswerLess(RuntimeException failure, int blocks) {
    if (!(failure instanceof RpcFailure rpc) || !rpc.isForAnother(false)) {
      return size.shrink(blocks);
    }
    if (rpc.isLate()) {
      size.shrink(blocks);
    }
    return false;
  }

  private static RuntimeException unwrapped(ExecutionException failed) {
    return failed.getCause() instanceof RuntimeException cause
        ? cause
        : new IllegalStateException(failed.getCause());
  }
}
