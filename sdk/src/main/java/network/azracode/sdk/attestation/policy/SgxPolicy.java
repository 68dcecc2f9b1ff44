// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.policy;

import java.util.Set;
import network.azracode.sdk.protocol.Octets;

/**
 * What is asked of an SGX enclave beside its measurement. Bits are Intel's numbers.
 *
 * @param attributeBits of the flags, the first 8 bytes of ATTRIBUTES
 * @param xfrmBits of the last 8 bytes of ATTRIBUTES
 * @param configIds accepted CONFIGID, 64 bytes each; empty for any
 * @param minimumIsvSvn of the enclave, however it is named
 */
public record SgxPolicy(
    Bits attributeBits, Bits xfrmBits, Set<Octets> configIds, int minimumIsvSvn) {
  public SgxPolicy {
    configIds = Set.copyOf(configIds);
  }
}
