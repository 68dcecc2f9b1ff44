// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import network.azracode.sdk.cli.Home;
import network.azracode.sdk.cli.InputFile;
import network.azracode.sdk.cli.Unreadable;
import network.azracode.sdk.client.JobMemory;
import network.azracode.sdk.client.OpenedJob;
import network.azracode.sdk.client.ReceiptFile;
import network.azracode.sdk.client.SealedOrder;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Deployment;
import network.azracode.sdk.protocol.Durable;
import network.azracode.sdk.protocol.JobId;

/**
 * The jobs that this client has sealed, a file each, kept before any money moves: whatever is
 * killed in between, the terms and the envelope are there to go on with. What was sealed is never
 * kept in the clear.
 */
final class JobStore implements JobMemory {
  private static final int MAX_JOBS = 1_000;
  private static final String ORDER = ".job.json";
  private static final String RECEIPT = ".receipt.json";

  private final Path folder;
  private final Deployment deployment;

  JobStore(Home home, Deployment deployment) {
    this.folder = home.folder("jobs");
    this.deployment = deployment;
  }

  /**
   * @throws AzraException {@code jobs.too-many}, {@code home.unwritable}
   */
  @Override
  public void remember(OpenedJob job) {
    keep(SealedOrder.of(job, deployment));
  }

  void keep(SealedOrder order) {
    makeRoom();
    write(file(order.jobId(), ORDER), order.encode());
  }

  @Override
  public void forget(JobId id) {
    delete(file(id, ORDER));
  }

  /**
   * @throws AzraException {@code job.unknown}
   */
  SealedOrder order(JobId id) {
    Path file = file(id, ORDER);
    if (Files.notExists(file)) {
      throw new AzraException(
          "job.unknown", "expected job %s among those in %s, found none".formatted(id, folder));
    }
    return read(file);
  }

  /** Those on this chain, the one with the latest deadline first. */
  List<SealedOrder> orders() {
    return files(ORDER).stream()
        .map(JobStore::read)
        .filter(order -> order.settlement().equals(deployment.settlement()))
        .filter(order -> order.genesisHash().equals(deployment.genesisHash()))
        .sorted((a, b) -> Long.compare(b.terms().deadline(), a.terms().deadline()))
        .toList();
  }

  /** The result has come: the receipt is kept for good, the envelope no longer. */
  Path delivered(SealedOrder order, ReceiptFile receipt) {
    Path kept = file(order.jobId(), RECEIPT);
    write(kept, receipt.encode());
    write(file(order.jobId(), ORDER), order.delivered().encode());
    return kept;
  }

  Optional<ReceiptFile> receipt(JobId id) {
    Path file = file(id, RECEIPT);
    return Files.exists(file)
        ? Optional.of(InputFile.parse(file, ReceiptFile.MAX_BYTES, ReceiptFile::parse))
        : Optional.empty();
  }

  /** The oldest of those whose results have come make room; no other is ever dropped by itself. */
  private void makeRoom() {
    List<Path> kept = files(ORDER);
    if (kept.size() < MAX_JOBS) {
      return;
    }
    Path oldest =
        kept.stream()
            .filter(file -> Files.exists(receiptBeside(file)))
            .min((a, b) -> Long.compare(modified(a), modified(b)))
            .orElseThrow(() ->
                new AzraException(
                    "jobs.too-many",
                    "expected fewer than %d jobs without a result in %s: see 'azra job status'"
                        .formatted(MAX_JOBS, folder)));
    delete(receiptBeside(oldest));
    delete(oldest);
  }

  private static Path receiptBeside(Path order) {
    String name = order.getFileName().toString();
    return order.resolveSibling(name.substring(0, name.length() - ORDER.length()) + RECEIPT);
  }

  private List<Path> files(String ending) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> file.toString().endsWith(ending)).toList();
    } catch (IOException e) {
      throw new AzraException("home.unreadable", folder + ": expected a folder of jobs", e);
    }
  }

  private Path file(JobId id, String ending) {
    return folder.resolve(id + ending);
  }

  private static SealedOrder read(Path file) {
    try {
      return InputFile.parse(file, SealedOrder.MAX_BYTES, SealedOrder::parse);
    } catch (Unreadable e) {
      throw new Unreadable(e.code(), file + ": " + e.getMessage());
    }
  }

  private static void write(Path file, byte[] content) {
    try {
      Durable.replace(file, content);
    } catch (IOException e) {
      throw new AzraException("home.unwritable", file + ": expected to be able to write", e);
    }
  }

  private static long modified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      return 0;
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new AzraException("home.unwritable", file + ": expected to be able to delete", e);
    }
  }
}
