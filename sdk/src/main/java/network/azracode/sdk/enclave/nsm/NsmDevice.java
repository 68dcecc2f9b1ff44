// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave.nsm;

import network.azracode.sdk.protocol.Octets;

/** A Nitro Security Module. */
@FunctionalInterface
public interface NsmDevice {
  int MAX_REQUEST_LENGTH = 0x1000;
  int MAX_RESPONSE_LENGTH = 0x3000;

  /**
   * Answers one request; both are one CBOR item.
   *
   * @param request at most {@value #MAX_REQUEST_LENGTH} bytes
   * @return at most {@value #MAX_RESPONSE_LENGTH} bytes, not yet looked at
   * @throws network.azracode.sdk.protocol.AzraException {@code tee.unavailable}
   */
  Octets exchange(Octets request);
}
