// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import network.azracode.sdk.protocol.AzraException;

/** The program does not take this input. The sentence names the rule, never a byte of the input. */
final class ProgramFailure extends AzraException {
  private static final long serialVersionUID = 1L;

  ProgramFailure(String expected) {
    super("program.failed", expected);
  }
}
