// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.fuzz;

import network.azracode.sdk.protocol.AzraException;

/** What every target does with its input. */
@FunctionalInterface
public interface FuzzTarget {

  void read(byte[] input);

  /** Refusals are answers; anything else that is thrown is a finding. */
  static void run(FuzzTarget target, byte[] input) {
    try {
      target.read(input);
    } catch (AzraException refused) {
      if (refused.code().isBlank() || String.valueOf(refused.getMessage()).isBlank()) {
        throw new IllegalStateException("a refusal names what was expected", refused);
      }
    }
  }
}
