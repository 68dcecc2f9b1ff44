// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.nio.charset.StandardCharsets;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Keccak;

/**
 * A built-in that counts its own steps. The same input always costs the same steps, on every
 * machine.
 */
public sealed interface Program permits WordCount, Sha256Chain, Sum {
  /**
   * Such as {@code azra/word-count/1}; what it does and what it costs never change under a name.
   */
  String name();

  /**
   * Charges the meter before each piece of work.
   *
   * @return the output; fresh, the caller wipes it
   * @throws ProgramFailure when the input is not what the program takes
   * @throws MeterExhausted when the price does not pay for more
   */
  byte[] run(byte[] input, Meter meter);

  /** By which job specifications name it. */
  default Bytes32 hash() {
    return Keccak.hash(name().getBytes(StandardCharsets.UTF_8));
  }
}
