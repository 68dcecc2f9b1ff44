// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.util.List;

/** Whatever vouches for this enclave: the TEE it runs in. */
public interface EvidenceSource {
  /**
   * @param reportData 64 bytes that the evidence shall carry
   */
  Evidence evidence(byte[] reportData);

  /**
   * @param type as an evidence package names it, such as {@code tdx}
   * @param certificates DER, leaf first; empty where the evidence carries its own
   */
  record Evidence(String type, byte[] bytes, List<byte[]> certificates) {}
}
