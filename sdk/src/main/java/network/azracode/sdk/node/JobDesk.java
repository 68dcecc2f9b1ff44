// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import network.azracode.sdk.enclave.Enclave;
import network.azracode.sdk.enclave.Outcome;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Takes jobs in, has them run one after another, and knows where each one stands. */
public final class JobDesk {
  private static final Logger LOG = LoggerFactory.getLogger(JobDesk.class);

  /** Codes of an endpoint that did not answer, or could not: it says nothing of a job. */
  static final String CHAIN = "chain.";

  /** For the results of all that may wait. */
  static final long MIN_ROOM_BYTES = 256L << 20;

  /** Who runs a job; an enclave. */
  @FunctionalInterface
  public interface Runner {
    Outcome run(JobTerms terms, byte[] envelope);
  }

  private final Domain settlement;
  private final Admission admission;
  private final Runner runner;
  private final JobBook book;
  private final Consumer<FinishedJob> settler;
  private final JobQueue queue = new JobQueue();

  public JobDesk(
      Domain settlement,
      Admission admission,
      Runner runner,
      JobBook book,
      Consumer<FinishedJob> settler) {
    this.settlement = settlement;
    this.admission = admission;
    this.runner = runner;
    this.book = book;
    this.settler = settler;
  }

  /**
   * Accepts an envelope once; the second time it only tells where the job stands.
   *
   * @param envelope is read only for a job that is taken on
   * @throws RefusedRequest {@code job.id}, {@code job.attempts}, {@code node.busy}, {@code
   *     node.disk}, and whatever admission says
   */
  JobState submit(JobId asked, JobTerms terms, EnvelopeReader envelope) throws IOException {
    JobId id = terms.id(settlement);
    if (!id.equals(asked)) {
      throw RefusedRequest.job(
          "job.id", "expected the digest of the terms, %s, found %s".formatted(id, asked));
    }
    Optional<JobState> finished = finished(id);
    if (finished.isPresent()) {
      return finished.get();
    }
    requireDisk();
    queue.requireOpen();
    admission.require(id, terms, queue.backlogSeconds());
    return queue.add(new JobQueue.Waiting(id, new JobSubmission(terms, envelope.read())));
  }

  /** The rest of a request's body. */
  @FunctionalInterface
  interface EnvelopeReader {
    /**
     * @throws RefusedRequest {@code request.too-large}
     */
    byte[] read() throws IOException;
  }

  /** No work whose receipt might find no place. */
  private void requireDisk() {
    long room = book.roomBytes();
    if (room < MIN_ROOM_BYTES) {
      throw RefusedRequest.busy(
          "node.disk",
          "expected at least %d bytes of disk for receipts, found %d"
              .formatted(MIN_ROOM_BYTES, room));
    }
  }

  Optional<JobState> find(JobId id) {
    return finished(id).or(() -> queue.find(id)).or(() -> finished(id));
  }

  private Optional<JobState> finished(JobId id) {
    return book.find(id).map(job -> new JobState.Finished(job.outcome()));
  }

  /** Envelopes that wait, or are at the enclave. */
  int waiting() {
    return queue.size();
  }

  /** Runs the next job; waits for one. */
  public void runNext() throws InterruptedException {
    JobQueue.Waiting next = queue.take();
    try {
      // time has passed in the queue: what would not be paid any more is not run
      admission.require(next.id(), next.submission().terms(), 0);
      Outcome outcome = runner.run(next.submission().terms(), next.submission().envelope());
      var job = new FinishedJob(next.submission().terms(), outcome);
      book.keep(job);
      // first: whoever drains the queue then waits for what is to be settled
      settler.accept(job);
      queue.finished(next);
    } catch (AzraException e) {
      refused(next, e);
    } catch (UncheckedIOException e) {
      // such as a full disk: without a kept receipt no result may leave. The enclave remembers it,
      // and repeats it when the client hands the job in again
      LOG.atError()
          .addKeyValue("jobId", next.id())
          .log("the receipt of job {} was not kept: {}", next.id(), e.toString());
      queue.forget(next);
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("jobId", next.id())
          .log("job {} was not finished: {}", next.id(), e.toString());
      queue.failed(next, "node.failed");
    }
  }

  /**
   * Takes nothing more and waits, while {@link #runNext} goes on elsewhere, until all that was
   * taken has ended; what has not by then is its clients' to refund.
   */
  void drain(Duration patience) throws InterruptedException {
    if (!queue.drain(patience)) {
      LOG.warn("jobs are still waiting after {}; they are left to their refund", patience);
    }
  }

  private void refused(JobQueue.Waiting next, AzraException e) {
    // anyone can hand in what does not open, and fill a log with it
    LOG.atLevel(e.code().equals(Enclave.UNOPENABLE) ? Level.DEBUG : Level.WARN)
        .addKeyValue("jobId", next.id())
        .log("job {} was not run: {} {}", next.id(), e.code(), e.getMessage());
    if (e.code().equals(Enclave.UNOPENABLE)) {
      queue.unopenable(next, e);
    } else if (e.code().startsWith(CHAIN) || e instanceof RefusedRequest r && r.isPassing()) {
      // says nothing of the job: its client hands it in again
      queue.forget(next);
    } else {
      queue.failed(next, e.code());
    }
  }
}
