// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** N-17: only a process on our own data is stopped. */
class OrphanTest {
  private static final String PROGRAM = "anvil";
  @TempDir Path folder;

  @Test
  void aProgramOnOurDataIsStopped() throws IOException {
    Path ours = folder.resolve("ours");
    Process process = started(ours);
    Orphan.stop(pidFile(process), PROGRAM, ours);
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void theSameProgramOnOtherDataIsNotStopped() throws IOException {
    Process process = started(folder.resolve("theirs"));
    try {
      Orphan.stop(pidFile(process), PROGRAM, folder.resolve("ours"));
      assertThat(process.isAlive()).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void anotherProgramOnOurDataIsNotStopped() throws IOException {
    Path ours = folder.resolve("ours");
    Process process = started(ours);
    try {
      Orphan.stop(pidFile(process), "postgres", ours);
      assertThat(process.isAlive()).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }

  /** A shell under the program's name, which waits for a line that never comes. */
  private Process started(Path data) throws IOException {
    Path program = Files.copy(Path.of("/bin/sh").toRealPath(), folder.resolve(PROGRAM));
    return new ProcessBuilder(program.toString(), "-c", "read line", data.toString()).start();
  }

  private Path pidFile(Process process) throws IOException {
    return Files.writeString(folder.resolve("pid"), Long.toString(process.pid()));
  }
}
