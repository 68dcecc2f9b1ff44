// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.intel;

import network.azracode.sdk.fuzz.FuzzTarget;
import network.azracode.sdk.protocol.Octets;

/** TCB info, as if Intel had signed whatever the bytes say. */
public final class TcbInfoFuzz {
  private TcbInfoFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    FuzzTarget.run(bytes -> TcbInfo.read(TcbInfo.parse(Octets.of(bytes))), input);
  }
}
