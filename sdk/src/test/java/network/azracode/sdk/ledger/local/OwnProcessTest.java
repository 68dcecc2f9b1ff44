// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** N-17: only a process that pid, start time and program prove ours is ended. */
class OwnProcessTest {
  private static final String PROGRAM = "anvil";
  private static final int PORT = 4_711;

  @TempDir Path folder;
  private Path pidFile;
  private Process process;

  /** A shell under the program's name, which waits for a line that never comes. */
  @BeforeEach
  void start() throws IOException {
    pidFile = folder.resolve("pid");
    Path program = Files.copy(Path.of("/bin/sh").toRealPath(), folder.resolve(PROGRAM));
    process = new ProcessBuilder(program.toString(), "-c", "read line").start();
    OwnProcess.note(pidFile, process.toHandle(), PORT);
  }

  @AfterEach
  void stop() {
    process.destroyForcibly();
  }

  @Test
  void whatWasNotedIsFoundWithItsPortAndStopped() throws IOException {
    OwnProcess found = OwnProcess.find(pidFile, PROGRAM).orElseThrow();
    assertThat(found.port()).isEqualTo(PORT);
    found.stop();
    // the system's word: the JDK's own mark in the process may be set a moment later
    assertThat(process.toHandle().isAlive()).isFalse();
  }

  @Test
  void aPidThatWasGivenOutAgainIsNotOurs() throws IOException {
    long before = Instant.now().minusSeconds(60).getEpochSecond();
    Files.writeString(pidFile, "%d%n%s%n%d%n%d%n".formatted(process.pid(), folder, before, PORT));
    assertThat(OwnProcess.find(pidFile, PROGRAM)).isEmpty();
  }

  @Test
  void anotherProgramIsNotOurs() throws IOException {
    assertThat(OwnProcess.find(pidFile, "postgres")).isEmpty();
  }

  @Test
  void aProcessThatEndedIsNotFound() throws Exception {
    process.destroyForcibly().waitFor();
    assertThat(OwnProcess.find(pidFile, PROGRAM)).isEmpty();
  }

  @Test
  void aPidFileThatIsMissingOrCutProvesNothing() throws IOException {
    Files.writeString(pidFile, process.pid() + "\n");
    assertThat(OwnProcess.find(pidFile, PROGRAM)).isEmpty();
    Files.delete(pidFile);
    assertThat(OwnProcess.find(pidFile, PROGRAM)).isEmpty();
  }
}
