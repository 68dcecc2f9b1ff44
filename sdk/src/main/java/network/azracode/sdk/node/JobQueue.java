// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import network.azracode.sdk.enclave.Meter;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.Keccak;

/**
 * Envelopes that wait for the enclave, first come, first served. Terms are public, so several may
 * claim to be one job's: each gets its turn, until one opens.
 */
final class JobQueue {
  static final int MAX_WAITING = 64;
  static final int MAX_WAITING_PER_JOB = 4;

  /** That did not open, of one job; after so many it is left to its refund. */
  static final int MAX_UNOPENABLE_PER_JOB = 256;

  private static final int MAX_REMEMBERED = 1_024;
  private static final int UNITS_PER_SECOND = 1_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private final Map<JobId, Attempts> attempts = new LinkedHashMap<>();
  private final Condition ended = lock.newCondition();
  private boolean closed;

  /** One envelope in line, or at the enclave. */
  record Waiting(JobId id, JobSubmission submission, Bytes32 envelopeHash) {
    Waiting(JobId id, JobSubmission submission) {
      this(id, submission, Keccak.hash(submission.envelope()));
    }
  }

  /** What became of a job's envelopes so far. */
  private static final class Attempts {
    private final Map<Bytes32, JobSubmission> waiting = new HashMap<>();
    private int unopenable;
    private Optional<JobState> ended = Optional.empty();

    JobState state() {
      return waiting.isEmpty() ? ended.orElseThrow() : new JobState.Queued();
    }
  }

  /**
   * @throws RefusedRequest {@code job.attempts}, {@code node.busy}, {@code node.stopping}
   */
  JobState add(Waiting next) {
    lock.lock();
    try {
      Attempts job = attempts.getOrDefault(next.id, new Attempts());
      if (job.ended.orElse(null) instanceof JobState.Failed failed) {
        return failed;
      }
      if (job.waiting.containsKey(next.envelopeHash)) {
        return job.state();
      }
      requireRoom(job);
      job.waiting.put(next.envelopeHash, next.submission);
      attempts.putIfAbsent(next.id, job);
      waiting.add(next);
      arrived.signal();
      return job.state();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Tells before anything is asked of the chain, or read of a body.
   *
   * @throws RefusedRequest {@code node.busy}, {@code node.stopping}
   */
  void requireOpen() {
    lock.lock();
    try {
      if (closed) {
        throw RefusedRequest.busy(
            "node.stopping", "expected a node that runs, found one that stops");
      }
      if (waiting.size() >= MAX_WAITING) {
        throw RefusedRequest.busy(
            "node.busy",
            "expected fewer than %d jobs waiting, found as many".formatted(MAX_WAITING));
      }
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return attempts.values().stream().mapToInt(job -> job.waiting.size()).sum();
    } finally {
      lock.unlock();
    }
  }

  private void requireRoom(Attempts job) {
    requireOpen();
    if (job.waiting.size() >= MAX_WAITING_PER_JOB) {
      throw RefusedRequest.tooMany(
          "job.attempts",
          "expected fewer than %d envelopes of one job waiting, found as many"
              .formatted(MAX_WAITING_PER_JOB));
    }
  }

  /** Takes nothing more, and waits until what was taken has ended; whether it has, in time. */
  boolean drain(Duration patience) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      closed = true;
      long nanos = patience.toNanos();
      while (attempts.values().stream().anyMatch(job -> !job.waiting.isEmpty())) {
        if (nanos <= 0) {
          return false;
        }
        nanos = ended.awaitNanos(nanos);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** The next one; waits for one. */
  Waiting take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty()) {
        arrived.await();
      }
      return waiting.remove();
    } finally {
      lock.unlock();
    }
  }

  Optional<JobState> find(JobId id) {
    lock.lock();
    try {
      return Optional.ofNullable(attempts.get(id)).map(Attempts::state);
    } finally {
      lock.unlock();
    }
  }

  /** Work before whatever comes next, if every job uses all that it pays for. */
  long backlogSeconds() {
    lock.lock();
    try {
      long units =
          attempts.values().stream()
              .flatMap(job -> job.waiting.values().stream())
              .mapToLong(submission -> Meter.affordableUnits(submission.terms()))
              .sum();
      return Math.ceilDiv(units, UNITS_PER_SECOND);
    } finally {
      lock.unlock();
    }
  }

  /** It opened and its receipt is kept: the job needs no further attempt. */
  void finished(Waiting done) {
    lock.lock();
    try {
      waiting.removeIf(other -> other.id.equals(done.id));
      attempts.remove(done.id);
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Somebody's envelope did not open; the job waits for another. */
  void unopenable(Waiting refused, AzraException why) {
    lock.lock();
    try {
      Attempts job = attempts.get(refused.id);
      if (job == null) {
        return;
      }
      job.unopenable++;
      end(
          refused,
          job.unopenable < MAX_UNOPENABLE_PER_JOB
              ? new JobState.Unopened(why.code())
              : new JobState.Failed("job.attempts"));
    } finally {
      lock.unlock();
    }
  }

  /** The job itself cannot be done here. */
  void failed(Waiting job, String code) {
    lock.lock();
    try {
      end(job, new JobState.Failed(code));
    } finally {
      lock.unlock();
    }
  }

  /** As if it had never been handed in. */
  void forget(Waiting job) {
    lock.lock();
    try {
      attempts.computeIfPresent(
          job.id,
          (id, known) -> {
            known.waiting.remove(job.envelopeHash);
            return known.waiting.isEmpty() && known.ended.isEmpty() ? null : known;
          });
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void end(Waiting last, JobState state) {
    Attempts job = attempts.get(last.id);
    if (job == null) {
      return;
    }
    job.waiting.remove(last.envelopeHash);
    job.ended = Optional.of(state);
    ended.signalAll();
    if (attempts.size() > MAX_WAITING + MAX_REMEMBERED) {
      attempts.values().removeIf(other -> other.waiting.isEmpty());
    }
  }
}
