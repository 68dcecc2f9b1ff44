// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** E-66: a thread plays the kernel: slow, busy, and with others writing in between. */
@Timeout(120)
class TsmReportsTest {
  private static final byte[] REPORT_DATA = new byte[64];

  private final Path root;
  private final TsmReports reports;
  private volatile boolean running = true;
  private final Thread kernel = new Thread(this::play, "kernel");
  private volatile int looks;
  private volatile int intrusions;
  private volatile boolean silent;
  private volatile boolean halfWritten;
  private volatile int busyTimes;
  private volatile byte[] certificates = new byte[0];

  static {
    Arrays.fill(REPORT_DATA, (byte) 7);
  }

  TsmReportsTest(@TempDir Path root) {
    this.root = root;
    this.reports = new TsmReports(root, new SecureRandom(), duration -> awaitKernel());
  }

  @AfterEach
  void stopKernel() throws InterruptedException {
    running = false;
    kernel.join();
  }

  @Test
  void aReportComesBackForWhatWasWritten() {
    kernel.start();
    TsmReports.Report report = reports.report(REPORT_DATA);
    assertThat(report.provider()).isEqualTo("tdx_guest");
    assertThat(report.evidence().toByteArray()).isEqualTo(signed(REPORT_DATA));
  }

  @Test
  void aReportThatAnotherWriterDisturbedIsAskedForAgain() {
    intrusions = 1;
    kernel.start();
    assertThat(reports.report(REPORT_DATA).evidence().toByteArray()).isEqualTo(signed(REPORT_DATA));
    assertThat(intrusions).isZero();
  }

  /** EBUSY comes out of a write as an error; here the attribute is a folder for a while. */
  @Test
  void aKernelThatIsBusyIsAskedAgain() {
    busyTimes = 3;
    kernel.start();
    assertThat(reports.report(REPORT_DATA).evidence().toByteArray()).isEqualTo(signed(REPORT_DATA));
    assertThat(busyTimes).isZero();
  }

  @Test
  void aReportThatIsStillBeingWrittenIsNotTaken() {
    halfWritten = true;
    kernel.start();
    assertThat(reports.report(REPORT_DATA).evidence().toByteArray()).isEqualTo(signed(REPORT_DATA));
  }

  @Test
  void whatTheHostKeepsBesideTheReportComesAlong() {
    certificates = new byte[] {1, 2, 3};
    kernel.start();
    assertThat(reports.report(REPORT_DATA).auxiliary()).isEqualTo(Octets.of(certificates));
  }

  @Test
  void withoutAuxiliaryDataThereIsNone() {
    kernel.start();
    assertThat(reports.report(REPORT_DATA).auxiliary()).isEqualTo(Octets.EMPTY);
  }

  @Test
  void aKernelThatNeverAnswersIsAnErrorWithACode() {
    silent = true;
    kernel.start();
    assertThatThrownBy(() -> reports.report(REPORT_DATA))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("tee.unavailable"));
  }

  @Test
  void withoutTheInterfaceThereIsNoReport() {
    kernel.start();
    var absent = new TsmReports(root.resolve("absent"), new SecureRandom(), duration -> {});
    assertThatThrownBy(() -> absent.report(REPORT_DATA))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("tee.unavailable"));
  }

  /** Looks at a request are counted: a kernel without a processor is not a silent one. */
  private void awaitKernel() throws InterruptedException {
    int before = looks;
    do {
      Thread.sleep(2);
    } while (looks == before);
  }

  private void play() {
    while (running) {
      looks++;
      try (DirectoryStream<Path> requests = Files.newDirectoryStream(root)) {
        for (Path request : requests) {
          serve(request);
        }
        Thread.sleep(1);
      } catch (IOException | InterruptedException e) {
        // the request went away while it was served
      }
    }
  }

  private void serve(Path request) throws IOException {
    if (silent) {
      return;
    }
    Path generation = request.resolve("generation");
    if (!Files.exists(generation)) {
      Files.writeString(request.resolve("provider"), "tdx_guest\n");
      if (busyTimes > 0) {
        Files.createDirectory(request.resolve("inblob"));
      } else {
        Files.write(request.resolve("inblob"), new byte[0]);
      }
      Files.write(request.resolve("outblob"), new byte[0]);
      if (certificates.length > 0) {
        Files.write(request.resolve("auxblob"), certificates);
      }
      Files.writeString(generation, "0\n");
      return;
    }
    if (busyTimes > 0) {
      pause();
      if (--busyTimes == 0) {
        Files.delete(request.resolve("inblob"));
        Files.write(request.resolve("inblob"), new byte[0]);
      }
      return;
    }
    byte[] asked = Files.readAllBytes(request.resolve("inblob"));
    if (asked.length != REPORT_DATA.length) {
      return;
    }
    long now = Long.parseLong(Files.readString(generation).strip());
    Files.write(request.resolve("inblob"), new byte[0]);
    if (intrusions > 0) {
      intrusions--;
      Files.write(request.resolve("outblob"), signed(new byte[64]));
      Files.writeString(generation, (now + 2) + "\n");
      return;
    }
    if (halfWritten) {
      Files.write(request.resolve("outblob"), Arrays.copyOf(signed(asked), 2500));
      pause();
    }
    Files.write(request.resolve("outblob"), signed(asked));
    Files.writeString(generation, (now + 1) + "\n");
  }

  private void pause() throws IOException {
    looks++;
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static byte[] signed(byte[] reportData) {
    byte[] quote = Arrays.copyOf(reportData, 5000);
    quote[4999] = 1;
    return quote;
  }
}
