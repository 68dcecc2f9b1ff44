// SPDX-License-Identifier: Apache-2.0
package network.azracode.service.attestation;

import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.service.nodes.Policies;
import org.springframework.stereotype.Component;

/** Is this service's own key an attestor of the registry? Else its signatures are worth nothing. */
@Component
class KnownAttestor {
  private final Attestor attestor;
  private final Policies policies;

  KnownAttestor(Attestor attestor, Policies policies) {
    this.attestor = attestor;
    this.policies = policies;
  }

  /**
   * @throws AzraException {@code attestor.absent} or {@code attestor.unknown}
   */
  Address require() {
    Address self = attestor.requireAddress();
    if (!policies.attestors().value().contains(self)) {
      throw new AzraException(
          "attestor.unknown",
          "expected an attestor of this registry, found the key of %s, whose signature it refuses"
              .formatted(self));
    }
    return self;
  }
}
