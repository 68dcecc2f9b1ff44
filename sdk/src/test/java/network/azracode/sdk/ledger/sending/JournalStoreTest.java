// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Octets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalStoreTest extends SubmissionStoreContract {
  private static final Intent INTENT =
      new Intent("i", Address.ZERO, Optional.empty(), Octets.of("0x01"));

  @TempDir private Path folder;
  private @Nullable JournalStore open;

  @Override
  protected SubmissionStore reopened() {
    close();
    JournalStore store = JournalStore.open(file());
    open = store;
    return store;
  }

  @AfterEach
  void close() {
    if (open != null) {
      open.close();
    }
  }

  /** [T-2] */
  @Test
  void aLineThatWasNeverFinishedIsForgotten() throws IOException {
    reopened().intend(INTENT);
    close();
    Files.writeString(file(), "{\"step\":\"displaced\",\"inte", StandardOpenOption.APPEND);
    assertThat(reopened().intend(INTENT)).isEqualTo(new Submission.Planned(INTENT));
    assertThat(reopened().intend(INTENT)).isEqualTo(new Submission.Planned(INTENT));
  }

  @Test
  void aDamagedLineIsNamed() throws IOException {
    reopened().intend(INTENT);
    close();
    Files.writeString(file(), "nonsense\n", StandardOpenOption.APPEND);
    assertThatThrownBy(this::reopened).hasMessageContaining("line 2: expected a step");
  }

  @Test
  void aJournalBelongsToOneHolder() {
    reopened();
    assertThatThrownBy(() -> JournalStore.open(file()))
        .hasMessageContaining("for this process alone");
  }

  private Path file() {
    return folder.resolve("journal");
  }
}
