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
import java.util.function.Predicate;
import java.util.stream.Stream;
import network.azracode.sdk.enclave.Wire;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Durable;
import network.azracode.sdk.protocol.JobId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finished jobs on disk, one file each. A file is complete and forced to disk before anyone sees
 * its result, so that no restart ever loses a receipt that a client already has. Only age deletes a
 * receipt; its client's acknowledgement, the result beside it.
 */
public final class JobBook {
  /** Of a result, after its job's deadline. */
  public static final Duration STANDARD_AGE = Duration.ofDays(7);

  private static final Logger LOG = LoggerFactory.getLogger(JobBook.class);
  private static final String SUFFIX = ".cbor";
  private static final String DRAFT = SUFFIX + ".new";

  private final Path folder;
  private final Duration keptAfterDeadline;

  public JobBook(Path folder) throws IOException {
    this(folder, STANDARD_AGE);
  }

  /**
   * @param keptAfterDeadline how long a receipt and its result stay
   */
  public JobBook(Path folder, Duration keptAfterDeadline) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.keptAfterDeadline = keptAfterDeadline;
    // a kill in the middle of a write left them; nobody has seen what is in them
    list(DRAFT).forEach(JobBook::delete);
  }

  /**
   * Forces the job to disk; returns once it is there.
   *
   * @throws UncheckedIOException such as for a full disk: nothing is kept then
   */
  public void keep(FinishedJob job) {
    Path file = file(job.id());
    try {
      Durable.replace(file, Wire.encode(job));
    } catch (IOException e) {
      delete(file.resolveSibling(job.id() + DRAFT));
      throw new UncheckedIOException("expected to keep the receipt of a job in " + folder, e);
    }
  }

  public Optional<FinishedJob> find(JobId id) {
    Path file = file(id);
    return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
  }

  /** Its client has the result: what is left is the receipt. */
  void dropResult(FinishedJob job) {
    keep(job.withoutResult());
  }

  /**
   * What an earlier run kept, without results; to settle what a stop left unsettled. A file that
   * cannot be read is told and left alone.
   */
  public List<FinishedJob> receipts() {
    return list(SUFFIX).stream()
        .flatMap(file -> readable(file).stream())
        .map(FinishedJob::withoutResult)
        .toList();
  }

  /** Deletes what is too old; returns how many that were. */
  public int sweep(Instant now) {
    Predicate<FinishedJob> old =
        job -> {
          Instant deadline = Instant.ofEpochSecond(job.terms().deadline());
          return !now.isBefore(deadline.plus(keptAfterDeadline));
        };
    List<Path> gone =
        list(SUFFIX).stream().filter(file -> readable(file).filter(old).isPresent()).toList();
    gone.forEach(JobBook::delete);
    return gone.size();
  }

  /** Bytes that the disk has left. */
  long roomBytes() {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException("expected the room that is left at " + folder, e);
    }
  }

  private Path file(JobId id) {
    return folder.resolve(id + SUFFIX);
  }

  private List<Path> list(String suffix) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("expected a readable folder of jobs at " + folder, e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("expected to delete {}, found {}", file, e.toString());
    }
  }

  private static Optional<FinishedJob> readable(Path file) {
    try {
      return Optional.of(read(file));
    } catch (AzraException | UncheckedIOException e) {
      LOG.error("expected a finished job in {}, found {}", file, e.getMessage());
      return Optional.empty();
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
