// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.time.Instant;
import network.azracode.sdk.protocol.AzraException;

/**
 * How coarsely receipts speak: times are rounded down, units up. An enclave's own are part of its
 * measured code, for a host that chose them could bill for nothing.
 *
 * @param timeSeconds 1 to {@link Limits#MAX_TIME_BUCKET_SECONDS}
 * @param units 1 to {@link Limits#MAX_UNIT_BUCKET}
 */
public record Buckets(int timeSeconds, int units) {
  /** Of this build; a policy that admits it publishes the same on chain. */
  public static final Buckets MEASURED = new Buckets(60, 5);

  public Buckets {
    require("timeSeconds", timeSeconds, Limits.MAX_TIME_BUCKET_SECONDS);
    require("units", units, Limits.MAX_UNIT_BUCKET);
  }

  long floor(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), timeSeconds) * timeSeconds;
  }

  long ceil(long computeUnits) {
    return Math.ceilDiv(computeUnits, units) * units;
  }

  private static void require(String field, int value, int max) {
    if (value < 1 || value > max) {
      throw new AzraException(
          "enclave.bucket", "%s: expected 1 to %d, found %d".formatted(field, max, value));
    }
  }
}
