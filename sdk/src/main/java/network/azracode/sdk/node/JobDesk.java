// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import network.azracode.sdk.enclave.Enclave;
import network.azracode.sdk.enclave.Outcome;
import network.azracode.sdk.ledger.RpcException;
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
   * @throws RefusedRequest {@code job.id}, {@code job.attempts}, {@code node.busy}, and whatever
   *     admission says
   */
  JobState submit(JobId asked, JobSubmission submission) {
    JobId id = submission.terms().id(settlement);
    if (!id.equals(asked)) {
      throw RefusedRequest.job(
          "job.id", "expected the digest of the terms, %s, found %s".formatted(id, asked));
    }
    Optional<JobState> finished = finished(id);
    if (finished.isPresent()) {
      return finished.get();
    }
    admission.require(id, submission, queue.backlogSeconds());
    return queue.add(new JobQueue.Waiting(id, submission));
  }

  Optional<JobState> find(JobId id) {
    return finished(id).or(() -> queue.find(id)).or(() -> finished(id));
  }

  private Optional<JobState> finished(JobId id) {
    return book.find(id).map(job -> new JobState.Finished(job.outcome()));
  }

  /** Runs the next job; waits for one. */
  public void runNext() throws InterruptedException {
    JobQueue.Waiting next = queue.take();
    try {
      // time has passed in the queue: what would not be paid any more is not run
      admission.require(next.id(), next.submission(), 0);
      Outcome outcome = runner.run(next.submission().terms(), next.submission().envelope());
      var job = new FinishedJob(next.submission().terms(), outcome);
      book.keep(job);
      queue.finished(next);
      settler.accept(job);
    } catch (AzraException e) {
      refused(next, e);
    } catch (RuntimeException e) {
      // such as a full disk: without a kept receipt no result may leave
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
    } else if (e instanceof RpcException || e instanceof RefusedRequest r && r.isPassing()) {
      // says nothing of the job: its client hands it in again
      queue.forget(next);
    } else {
      queue.failed(next, e.code());
    }
  }
}
