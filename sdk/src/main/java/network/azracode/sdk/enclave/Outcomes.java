// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.JobId;
import org.jspecify.annotations.Nullable;

/**
 * What was signed, to be repeated byte for byte: a second receipt for one job would cost the
 * operator its stake. A job past its deadline is refused anyway, so its outcome may go.
 */
final class Outcomes {
  private static final long MAX_KEPT_BYTES = 64L << 20;
  private static final int OVERHEAD_BYTES = 1_024;

  private final InstantSource clock;
  private final Map<JobId, Kept> kept = new HashMap<>();

  private record Kept(long deadline, Outcome outcome) {
    long bytes() {
      return outcome.sealedResult().length + OVERHEAD_BYTES;
    }
  }

  Outcomes(InstantSource clock) {
    this.clock = clock;
  }

  @Nullable Outcome find(JobId id) {
    Kept found = kept.get(id);
    return found == null ? null : found.outcome;
  }

  /**
   * @throws AzraException {@code enclave.full}
   */
  void requireRoom() {
    long now = clock.instant().getEpochSecond();
    kept.values().removeIf(old -> old.deadline < now);
    long keptBytes = kept.values().stream().mapToLong(Kept::bytes).sum();
    if (keptBytes > MAX_KEPT_BYTES) {
      throw new AzraException(
          "enclave.full",
          "expected at most %d bytes of unexpired outcomes, found %d"
              .formatted(MAX_KEPT_BYTES, keptBytes));
    }
  }

  void keep(JobId id, long deadline, Outcome outcome) {
    kept.put(id, new Kept(deadline, outcome));
  }
}
