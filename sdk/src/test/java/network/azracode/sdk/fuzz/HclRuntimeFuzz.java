// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.fuzz;

import network.azracode.sdk.evidence.HclRuntime;
import network.azracode.sdk.protocol.Octets;

/** Runtime data of Azure's paravisor: JSON. */
public final class HclRuntimeFuzz {
  private HclRuntimeFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    FuzzTarget.run(bytes -> HclRuntime.parse(Octets.of(bytes)), input);
  }
}
