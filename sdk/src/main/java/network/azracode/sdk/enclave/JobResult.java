// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.util.Arrays;
import network.azracode.sdk.protocol.AzraException;

/**
 * What is sealed to the client: one status byte, then the output. Every status looks the same from
 * outside.
 *
 * @param output empty unless {@link Status#DONE}
 */
public record JobResult(Status status, byte[] output) {

  /** How the program ended; the code is the first byte of the result. */
  public enum Status {
    DONE,
    /** The program does not take this input. */
    FAILED,
    /** The price did not pay for all of it. */
    EXHAUSTED,
    /** The enclave has no program of that hash. */
    UNKNOWN_PROGRAM
  }

  static JobResult without(Status status) {
    return new JobResult(status, new byte[0]);
  }

  /** A fresh array; the caller wipes it. */
  byte[] encode() {
    byte[] bytes = new byte[1 + output.length];
    bytes[0] = (byte) status.ordinal();
    System.arraycopy(output, 0, bytes, 1, output.length);
    return bytes;
  }

  /**
   * @throws AzraException {@code result.malformed}
   */
  public static JobResult parse(byte[] bytes) {
    Status[] known = Status.values();
    if (bytes.length == 0 || bytes[0] < 0 || bytes[0] >= known.length) {
      throw new AzraException(
          "result.malformed",
          "expected a status from 0 to %d, found %s"
              .formatted(known.length - 1, bytes.length == 0 ? "nothing" : "another"));
    }
    return new JobResult(known[bytes[0]], Arrays.copyOfRange(bytes, 1, bytes.length));
  }

  void wipe() {
    Arrays.fill(output, (byte) 0);
  }
}
