// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import network.azracode.sdk.protocol.AzraException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** N-17: a folder carries one living network at a time. */
class LocalLockTest {
  @TempDir Path root;

  @Test
  void aSecondStartOnTheSameFolderIsRefused() throws Exception {
    Path file = new LocalFolder(root).lock();
    try (var first = LocalLock.take(file)) {
      assertThat(first).isNotNull();
      assertThatThrownBy(() -> LocalLock.take(file))
          .hasMessageContaining(root.toString())
          .isInstanceOfSatisfying(
              AzraException.class, e -> assertThat(e.code()).isEqualTo("local.running"));
    }
  }

  @Test
  void aStopFreesTheFolder() throws Exception {
    Path file = new LocalFolder(root).lock();
    LocalLock.take(file).close();
    try (var next = LocalLock.take(file)) {
      assertThat(next).isNotNull();
    }
  }

  @Test
  void aStartWaitsForTheOneThatIsStopping() throws Exception {
    Path file = new LocalFolder(root).lock();
    LocalLock stopping = LocalLock.take(file);
    Thread.ofVirtual()
        .start(() -> {
          try {
            Thread.sleep(Duration.ofMillis(500));
            stopping.close();
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    try (var next = LocalLock.await(file, Duration.ofSeconds(30))) {
      assertThat(next).isNotNull();
    }
  }
}
