// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.EnclaveBinding;

/** Whatever vouches for this enclave: the TEE it runs in. */
@FunctionalInterface
public interface EvidenceSource {
  /**
   * Evidence whose report data is that of the binding under domain R.
   *
   * @throws network.azracode.sdk.protocol.AzraException {@code tee.*}
   */
  EvidencePackage evidence(EnclaveBinding binding, PublicKeys keys, Domain registry);
}
