// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger.sending;

import java.nio.file.Path;
import network.azracode.sdk.ledger.sending.simulation.Stores;
import org.jspecify.annotations.Nullable;

/** One file, one process: a death leaves the lock to the next. */
public final class Journals implements Stores {
  /** So small that a simulation rewrites its journal several times. */
  private static final long COMPACT_ABOVE_BYTES = 4_000;

  private final Path file;
  private @Nullable JournalStore open;

  public Journals(Path file) {
    this.file = file;
  }

  @Override
  public SubmissionStore open(int process) {
    close();
    JournalStore store = JournalStore.open(file, COMPACT_ABOVE_BYTES);
    open = store;
    return store;
  }

  @Override
  public int processes() {
    return 1;
  }

  @Override
  public void close() {
    if (open != null) {
      open.close();
    }
  }
}
