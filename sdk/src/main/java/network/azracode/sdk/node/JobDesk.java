// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import network.azracode.sdk.enclave.Outcome;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.JobTerms;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes jobs in, has them run one after another, and knows where each one stands. */
public final class JobDesk {
  static final int MAX_QUEUED = 64;
  private static final int MAX_FAILED = 1_024;
  private static final Logger LOG = LoggerFactory.getLogger(JobDesk.class);

  /** Who runs a job; an enclave. */
  @FunctionalInterface
  public interface Runner {
    Outcome run(JobTerms terms, byte[] envelope);
  }

  private record Waiting(JobId id, JobSubmission submission) {}

  private final Domain settlement;
  private final Admission admission;
  private final Runner runner;
  private final JobBook book;
  private final Consumer<FinishedJob> settler;
  private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MAX_QUEUED);
  private final Map<JobId, JobState> unfinished = new ConcurrentHashMap<>();

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
   * Accepts a job once; the second time it only tells where the job stands.
   *
   * @throws RefusedRequest {@code job.id}, {@code node.busy}, and whatever admission says
   */
  JobState submit(JobId asked, JobSubmission submission) {
    JobId id = submission.terms().id(settlement);
    if (!id.equals(asked)) {
      throw RefusedRequest.job(
          "job.id", "expected the digest of the terms, %s, found %s".formatted(id, asked));
    }
    Optional<JobState> known = find(id);
    if (known.isPresent()) {
      return known.get();
    }
    admission.require(id, submission);
    JobState raced = unfinished.putIfAbsent(id, new JobState.Queued());
    if (raced == null && !queue.offer(new Waiting(id, submission))) {
      unfinished.remove(id);
      throw RefusedRequest.busy(
          "node.busy", "expected fewer than %d jobs waiting, found as many".formatted(MAX_QUEUED));
    }
    return new JobState.Queued();
  }

  Optional<JobState> find(JobId id) {
    return book.find(id)
        .<JobState>map(job -> new JobState.Finished(job.outcome()))
        .or(() -> Optional.ofNullable(unfinished.get(id)));
  }

  /** Runs the next job; waits for one. */
  public void runNext() throws InterruptedException {
    Waiting next = queue.take();
    try {
      // time has passed in the queue: what would not be paid any more is not run
      admission.require(next.id, next.submission);
      Outcome outcome = runner.run(next.submission.terms(), next.submission.envelope());
      var job = new FinishedJob(next.submission.terms(), outcome);
      book.keep(job);
      unfinished.remove(next.id);
      settler.accept(job);
    } catch (AzraException e) {
      LOG.atWarn()
          .addKeyValue("jobId", next.id)
          .log("job {} was not run: {} {}", next.id, e.code(), e.getMessage());
      fail(next.id, e.code());
    } catch (RuntimeException e) {
      // such as a full disk: without a kept receipt no result may leave
      LOG.atError()
          .addKeyValue("jobId", next.id)
          .log("job {} was not finished: {}", next.id, e.toString());
      fail(next.id, "node.failed");
    }
  }

  private void fail(JobId id, String code) {
    if (unfinished.size() > MAX_QUEUED + MAX_FAILED) {
      unfinished.values().removeIf(state -> state instanceof JobState.Failed);
    }
    unfinished.put(id, new JobState.Failed(code));
  }
}
