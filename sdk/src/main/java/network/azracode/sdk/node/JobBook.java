// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import network.azracode.sdk.enclave.Wire;
import network.azracode.sdk.protocol.Durable;
import network.azracode.sdk.protocol.JobId;

/**
 * Finished jobs on disk, one file each. A file is complete and forced to disk before anyone sees
 * its result, so that no restart ever loses a receipt that a client already has. Only age deletes.
 */
public final class JobBook {
  private static final Duration KEPT_AFTER_DEADLINE = Duration.ofDays(7);
  private static final String SUFFIX = ".cbor";

  private final Path folder;

  public JobBook(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** Forces the job to disk; returns once it is there. */
  public void keep(FinishedJob job) {
    Path file = file(job.outcome().receipt().jobId());
    try {
      Durable.replace(file, Wire.encode(job));
    } catch (IOException e) {
      throw new UncheckedIOException("expected to keep the receipt of a job in " + folder, e);
    }
  }

  public Optional<FinishedJob> find(JobId id) {
    Path file = file(id);
    return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
  }

  /** Everything kept, after what is too old has gone; to settle what a stop left unsettled. */
  public List<FinishedJob> all(Instant now) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(SUFFIX))
          .sorted()
          .filter(file -> !deleteIfOld(file, now))
          .map(JobBook::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("expected a readable folder of jobs at " + folder, e);
    }
  }

  private Path file(JobId id) {
    return folder.resolve(id + SUFFIX);
  }

  private static boolean deleteIfOld(Path file, Instant now) {
    Instant end = Instant.ofEpochSecond(read(file).terms().deadline()).plus(KEPT_AFTER_DEADLINE);
    if (now.isBefore(end)) {
      return false;
    }
    try {
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FinishedJob read(Path file) {
    try {
      return Wire.decode(Files.readAllBytes(file), FinishedJob.class);
    } catch (IOException e) {
      throw new UncheckedIOException("expected a readable job at " + file, e);
    }
  }
}
