// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.intel;

import network.azracode.sdk.fuzz.FuzzTarget;
import network.azracode.sdk.protocol.Octets;

/** Identities of quoting enclaves, as if Intel had signed whatever the bytes say. */
public final class QeIdentityFuzz {
  private QeIdentityFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    FuzzTarget.run(bytes -> QeIdentity.read(QeIdentity.parse(Octets.of(bytes))), input);
  }
}
