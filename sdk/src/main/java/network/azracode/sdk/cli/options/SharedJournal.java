// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.options;

import java.nio.file.Path;
import java.time.Duration;
import network.azracode.sdk.cli.Progress;
import network.azracode.sdk.ledger.sending.JournalStore;
import network.azracode.sdk.ledger.sending.Pause;
import network.azracode.sdk.protocol.AzraException;

/** One process at a time sends with a key; the next command waits its turn. */
final class SharedJournal {
  private static final String LOCKED = "journal.locked";
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private SharedJournal() {}

  /**
   * @throws AzraException {@code journal.locked} when another process keeps it for too long
   */
  static JournalStore open(Path file, Progress progress) {
    Pause pause = Pause.sleeping();
    for (long left = PATIENCE.dividedBy(POLL); ; left--) {
      try {
        return JournalStore.open(file);
      } catch (AzraException e) {
        if (!e.code().equals(LOCKED) || left == 0) {
          throw e;
        }
        if (left == PATIENCE.dividedBy(POLL)) {
          progress.say("another command is sending with this key: waiting for it");
        }
        pause.pause(POLL);
      }
    }
  }
}
