// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import network.azracode.sdk.process.ChildJvm;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalStoreTest extends SubmissionStoreContract {
  private static final long DEFAULT_BYTES = 8L << 20;
  private static final Intent INTENT =
      new Intent("i", Address.ZERO, Optional.empty(), Octets.of("0x01"));

  @TempDir private Path folder;
  private @Nullable JournalStore open;

  @Override
  protected SubmissionStore reopened() {
    close();
    JournalStore store = JournalStore.open(file(), compactAboveBytes());
    open = store;
    return store;
  }

  /** Those who rewrite the journal more often keep the same contract. */
  long compactAboveBytes() {
    return DEFAULT_BYTES;
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

  /** Named by mistake, it would be cut off as a step that was never finished. */
  @Test
  void aFileThatIsNoJournalIsLeftAsItIs() throws IOException {
    Path notes = Files.writeString(file(), "my notes, without an end of line");
    assertThatThrownBy(this::reopened).hasMessageContaining("line 1: expected a step");
    assertThat(notes).hasContent("my notes, without an end of line");
  }

  @Test
  void aJournalBelongsToOneHolder() {
    reopened();
    assertThatThrownBy(() -> JournalStore.open(file()))
        .hasMessageContaining("for this process alone");
  }

  /** [T-14] Locks are the operating system's: this process would be told by the JVM alone. */
  @Test
  void anotherProcessIsKeptOutWhileTheJournalIsInUse() throws Exception {
    reopened().intend(INTENT);
    assertThat(secondProcess()).contains("journal.locked");
    close();
    assertThat(secondProcess()).contains("opened");
  }

  private String secondProcess() throws Exception {
    Process process =
        ChildJvm.of(SecondHolder.class)
            .process(file().toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }

  /** Opens the journal that it is given, and says how that went. */
  static final class SecondHolder {
    public static void main(String[] arguments) {
      try (JournalStore store = JournalStore.open(Path.of(arguments[0]))) {
        System.out.println("opened " + store.unsettled(Address.ZERO).size());
      } catch (AzraException refused) {
        System.out.println(refused.code());
      }
    }
  }

  Path file() {
    return folder.resolve("journal");
  }
}
