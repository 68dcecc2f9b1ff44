// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import network.azracode.sdk.protocol.AzraException;
import org.jspecify.annotations.Nullable;

/** A process for each job; the next one is started while the present one works. */
final class ChildRoom implements Room {
  /** A job's steps take about ten seconds at most; a slow machine may need some times as long. */
  private static final Duration JOB_TIMEOUT = Duration.ofSeconds(45);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Iterable<String> command;
  private @Nullable Future<Process> spare;

  /**
   * @param command that starts a {@link JobProcess}
   */
  ChildRoom(Iterable<String> command) {
    this.command = command;
    this.spare = threads.submit(this::start);
  }

  private Process start() throws IOException {
    var builder = new ProcessBuilder().redirectError(ProcessBuilder.Redirect.INHERIT);
    command.forEach(builder.command()::add);
    builder.environment().clear();
    return builder.start();
  }

  @Override
  public Visit enter(JobOrder order) {
    Process process = get(spare == null ? threads.submit(this::start) : spare, order);
    spare = threads.submit(this::start);
    return new ChildVisit(process, order);
  }

  private final class ChildVisit implements Visit {
    private final Process process;
    private final JobOrder order;

    ChildVisit(Process process, JobOrder order) {
      this.process = process;
      this.order = order;
    }

    @Override
    public Work work() {
      JobAnswer answer = get(threads.submit(this::exchange), order);
      return switch (answer) {
        case JobAnswer.Done(Work work) -> work;
        case JobAnswer.Refused(String code, String message) ->
            throw new AzraException(code, message);
      };
    }

    private JobAnswer exchange() throws IOException {
      var frames = new FrameChannel(process.getInputStream(), process.getOutputStream());
      byte[] frame = Wire.encode(order);
      try {
        frames.write(frame);
      } finally {
        Arrays.fill(frame, (byte) 0);
        Arrays.fill(order.privateKey(), (byte) 0);
      }
      byte[] answer =
          frames.read().orElseThrow(() -> new IOException("expected a frame, found the end"));
      return Wire.decode(answer, JobAnswer.class);
    }

    /** Returns once the system has taken the process's memory back. */
    @Override
    public void close() {
      process.destroyForcibly();
      boolean interrupted = false;
      while (process.isAlive()) {
        try {
          process.waitFor();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static <T> T get(Future<T> future, JobOrder order) {
    try {
      return future.get(JOB_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw lost(order, e);
    } catch (Exception e) {
      throw lost(order, e);
    }
  }

  private static AzraException lost(JobOrder order, Exception cause) {
    return new AzraException(
        "enclave.job-lost",
        "expected the process of job %s to answer, it did not".formatted(order.id()),
        cause);
  }
}
