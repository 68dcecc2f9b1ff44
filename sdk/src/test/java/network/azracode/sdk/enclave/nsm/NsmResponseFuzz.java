// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave.nsm;

import network.azracode.sdk.fuzz.FuzzTarget;
import network.azracode.sdk.protocol.Octets;

/** Answers of a Nitro Security Module. */
public final class NsmResponseFuzz {
  private NsmResponseFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    FuzzTarget.run(cbor -> NsmResponse.parse(Octets.of(cbor)), input);
  }
}
