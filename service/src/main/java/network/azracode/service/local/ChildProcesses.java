// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.local;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What this process has started and nobody has stopped: after a start that was broken off. */
final class ChildProcesses {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private ChildProcesses() {}

  /** Ends all of them, and theirs. */
  static void end() {
    List<ProcessHandle> left = ProcessHandle.current().descendants().toList();
    left.forEach(ProcessHandle::destroy);
    CompletableFuture.allOf(
            left.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
        .completeOnTimeout(null, PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
    left.forEach(ProcessHandle::destroyForcibly);
  }
}
