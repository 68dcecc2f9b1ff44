// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import java.math.BigInteger;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.JobId;
import network.azracode.sdk.protocol.Receipt;

/** One word: place 32 bits, units 64, started 40, finished 40, wiped 40, from bit 184 down. */
final class SessionMetering {
  private static final int PLACE_SHIFT = 184;
  private static final int UNITS_SHIFT = 120;
  private static final int STARTED_SHIFT = 80;
  private static final int FINISHED_SHIFT = 40;
  private static final int TIME_BITS = 40;

  private SessionMetering() {}

  static BigInteger of(SessionJob job) {
    Receipt receipt = job.receipt();
    return BigInteger.valueOf(job.index())
        .shiftLeft(PLACE_SHIFT)
        .or(BigInteger.valueOf(receipt.computeUnits()).shiftLeft(UNITS_SHIFT))
        .or(BigInteger.valueOf(receipt.startedAt()).shiftLeft(STARTED_SHIFT))
        .or(BigInteger.valueOf(receipt.finishedAt()).shiftLeft(FINISHED_SHIFT))
        .or(BigInteger.valueOf(receipt.wipedAt()));
  }

  /** Wider than a place can be where somebody wrote nonsense; such a row is skipped on chain. */
  static long place(BigInteger metering) {
    return metering.shiftRight(PLACE_SHIFT).longValue();
  }

  static Receipt receipt(JobId jobId, BigInteger metering, Bytes32 resultCommitment) {
    return new Receipt(
        jobId,
        metering.shiftRight(UNITS_SHIFT).longValue(),
        time(metering, STARTED_SHIFT),
        time(metering, FINISHED_SHIFT),
        time(metering, 0),
        resultCommitment);
  }

  private static long time(BigInteger metering, int shift) {
    return metering.shiftRight(shift).longValue() & ((1L << TIME_BITS) - 1);
  }
}
