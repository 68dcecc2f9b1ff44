// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.io.IOException;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import network.azracode.sdk.protocol.AzraException;
import org.jspecify.annotations.Nullable;

/**
 * Main class of {@code mvn spring-boot:run}: everything on one machine, until stopped or until the
 * jobs that were asked for are proven. What it made stays in {@code .azra}, and the next start goes
 * on from there, whatever was killed.
 */
public final class LivingNetwork {
  private static final Duration DRAINING = Duration.ofSeconds(15);

  /** Longer than another one drains and stops, once it has noticed that Maven is gone. */
  private static final Duration STOPPING = Duration.ofSeconds(30);

  private final LocalOptions options;
  private final StopSignal stop;
  private final PrintStream out;
  private final Clock clock = Clock.systemUTC();
  private final Instant begun = clock.instant();
  private final SecureRandom random = new SecureRandom();
  private final Parts parts = new Parts();
  private final JobTally tally;
  private volatile @Nullable LocalFolder held;
  private volatile boolean running;

  private LivingNetwork(LocalOptions options, StopSignal stop, PrintStream out) {
    this.options = options;
    this.stop = stop;
    this.out = out;
    this.tally = new JobTally(options.exitAfterJobs());
  }

  public static void main(String[] args) throws InterruptedException, IOException {
    LocalService.quietUntilStarted();
    StopSignal stop = StopSignal.install();
    int status;
    try {
      status = new LivingNetwork(LocalOptions.parse(args), stop, System.out).live();
    } catch (AzraException e) {
      System.err.println(e.code() + ": " + e.getMessage());
      status = 1;
    }
    System.exit(status);
  }

  /**
   * Starts on a thread of its own, so that a stop need not wait for a start; returns the status.
   */
  private int live() throws InterruptedException, IOException {
    Thread.ofPlatform().daemon().name("start").start(this::start);
    Ending ending = stop.await();
    if (running && ending instanceof Ending.Asked) {
      tally.drain();
      stop.patiently(DRAINING, tally::isIdle);
    }
    if (!running || ending instanceof Ending.Failed) {
      LocalService.hush();
    }
    Optional<RunReport> report = report(ending);
    end(report);
    if (ending instanceof Ending.Failed(String code, String message)) {
      System.err.println(code + ": " + message);
    }
    report.ifPresent(last -> out.println(last.json()));
    return report.map(RunReport::status).orElse(ending instanceof Ending.Failed ? 1 : 0);
  }

  private void start() {
    try {
      LocalFolder folder = LocalFolder.open(options.folder());
      parts.add(LocalLock.await(folder.lock(), STOPPING));
      held = folder;
      LocalNetwork started =
          LocalNetwork.start(folder, options, tally, parts, stop, out, clock, random);
      running = true;
      if (options.exitAfterJobs().isPresent()) {
        var run =
            new CountedRun(
                started.network(), tally, started.local().anvil()::stopMining, begun, clock);
        stop.end(new Ending.Counted(run.prove()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException | Error e) {
      stop.end(Ending.Failed.of(e));
    }
  }

  private Optional<RunReport> report(Ending ending) {
    if (options.exitAfterJobs().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (ending) {
          case Ending.Counted(RunReport report) -> report;
          case Ending.Asked() -> unproven("asked to stop");
          case Ending.Failed(String code, String message) -> unproven(code + ": " + message);
        });
  }

  private RunReport unproven(String why) {
    return RunReport.unproven(tally, why, Duration.between(begun, clock.instant()));
  }

  /** Stops everything; the folder is given up last. */
  private void end(Optional<RunReport> report) throws IOException {
    LocalFolder folder = held;
    try {
      if (folder != null && report.isPresent()) {
        report.get().write(folder.report());
      }
    } catch (IOException e) {
      // such as a full disk; the line that is printed says the same
      System.err.println("expected to write %s, found %s".formatted(folder.report(), e));
    } finally {
      parts.close();
      ChildProcesses.end();
      if (folder != null) {
        LocalDatabase.stopLeft(folder.postgres());
      }
    }
  }
}
