// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;

/**
 * Reports by Linux's {@code configfs-tsm} (Documentation/ABI/testing/configfs-tsm-report): one
 * folder per request, made by mkdir; what is written to {@code inblob} comes back under the
 * hardware's signature in {@code outblob}. Each write raises {@code generation}; a report counts
 * only if exactly our own write lies between the generation before and the one after reading. Not
 * run on hardware.
 */
public final class TsmReports {
  /** Where Linux mounts it. */
  public static final Path LINUX = Path.of("/sys/kernel/config/tsm/report");

  private static final int MAX_BLOB_LENGTH = 65_536;
  private static final int MAX_NUMBER_LENGTH = 32;
  private static final int ATTEMPTS = 100;
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Path root;
  private final SecureRandom random;
  private final Waiting waiting;

  /** How to let time pass: the hardware may be busy with others. */
  @FunctionalInterface
  public interface Waiting {
    void pause(Duration duration) throws InterruptedException;
  }

  /**
   * One report.
   *
   * @param provider {@code tdx_guest} or {@code sev_guest}
   * @param evidence the vendor's structure
   * @param auxiliary what came beside it, such as AMD's table of certificates; empty where nothing
   *     did
   */
  public record Report(String provider, Octets evidence, Octets auxiliary) {}

  /** What one generation of a request's attributes held. */
  private record Blobs(byte[] signed, byte[] auxiliary) {}

  public TsmReports(Path root, SecureRandom random, Waiting waiting) {
    this.root = root;
    this.random = random;
    this.waiting = waiting;
  }

  /**
   * Has the hardware sign 64 bytes.
   *
   * @throws AzraException {@code tee.unavailable}
   */
  public Report report(byte[] reportData) {
    Path request = root.resolve("azra-" + HexFormat.of().toHexDigits(random.nextLong()));
    try {
      Files.createDirectory(request);
      try {
        return report(request, reportData);
      } finally {
        remove(request);
      }
    } catch (IOException e) {
      throw unavailable("a report from " + root, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("a report, was interrupted", e);
    }
  }

  private Report report(Path request, byte[] reportData) throws IOException, InterruptedException {
    IOException last = new IOException("no attempt was made");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        long before = generation(request);
        Files.write(request.resolve("inblob"), reportData, StandardOpenOption.WRITE);
        Blobs blobs = settled(request, before + 1);
        return new Report(
            text(request, "provider"), Octets.of(blobs.signed), Octets.of(blobs.auxiliary));
      } catch (IOException busy) {
        last = busy;
        waiting.pause(PAUSE);
      }
    }
    throw last;
  }

  /**
   * What was read counts only if the generation was the one our write made before it was read and
   * still is after: seen only after, it may be that of a report which ended while we read half.
   */
  private Blobs settled(Path request, long expected) throws IOException, InterruptedException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long before = generation(request);
      byte[] signed = read(request, "outblob", MAX_BLOB_LENGTH);
      byte[] auxiliary = auxiliary(request);
      long after = generation(request);
      if (after > expected) {
        throw new IOException("expected generation " + expected + ", found " + after);
      }
      if (before == expected && after == expected && signed.length > 0) {
        return new Blobs(signed, auxiliary);
      }
      waiting.pause(PAUSE);
    }
    throw new IOException("expected generation " + expected + ", it never came");
  }

  /** TDX guests have none of it. */
  private static byte[] auxiliary(Path request) throws IOException {
    return Files.exists(request.resolve("auxblob"))
        ? read(request, "auxblob", MAX_BLOB_LENGTH)
        : new byte[0];
  }

  private static long generation(Path request) throws IOException {
    String text = text(request, "generation");
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IOException("generation: expected a number, found another text", e);
    }
  }

  private static String text(Path request, String attribute) throws IOException {
    byte[] bytes = read(request, attribute, MAX_NUMBER_LENGTH);
    return new String(bytes, StandardCharsets.US_ASCII).strip();
  }

  /** To its end, however small the pieces: the size that the kernel reports means nothing. */
  private static byte[] read(Path request, String attribute, int maxLength) throws IOException {
    try (InputStream in = Files.newInputStream(request.resolve(attribute))) {
      byte[] bytes = in.readNBytes(maxLength + 1);
      if (bytes.length > maxLength) {
        throw new IOException(attribute + ": expected at most " + maxLength + " bytes");
      }
      return bytes;
    }
  }

  /** rmdir: in configfs the attributes go with their folder. */
  private static void remove(Path request) {
    try {
      Files.delete(request);
    } catch (IOException e) {
      // a request that stays behind costs the kernel one empty entry, and no report is lost
    }
  }

  private static AzraException unavailable(String expected, Exception cause) {
    return new AzraException(
        "tee.unavailable", "expected %s, found: %s".formatted(expected, cause.getMessage()), cause);
  }
}
