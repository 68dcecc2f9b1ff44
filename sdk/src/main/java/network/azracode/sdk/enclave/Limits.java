// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

/** What this enclave takes at most. They are part of the measured code. */
public final class Limits {
  /** Sealed envelope as it arrives: the size class of one mebibyte, and what sealing adds. */
  public static final int MAX_ENVELOPE_BYTES = (1 << 20) + 64;

  /** About ten seconds of one core: one job runs at a time. */
  public static final long MAX_UNITS = 10_000;

  /** Coarser rounding than this would hide what a job has cost. */
  public static final int MAX_UNIT_BUCKET = 1_000;

  public static final int MAX_TIME_BUCKET_SECONDS = 3_600;

  /** Receipts that one signature covers. */
  public static final int MAX_BATCH = 100;

  private Limits() {}
}
