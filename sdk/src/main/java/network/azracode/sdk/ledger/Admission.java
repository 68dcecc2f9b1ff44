// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import network.azracode.contracts.NodeRegistry;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.PolicyId;

/**
 * What a node may take on.
 *
 * @param until last second at which a new job may be due; zero: no new jobs at all
 */
public record Admission(Address signer, long until, PolicyId policy, int feeBps) {
  static Admission of(NodeRegistry.Admission admission) {
    return new Admission(
        Address.of(admission.signer),
        admission.until.longValueExact(),
        new PolicyId(admission.policy.intValueExact()),
        admission.feeBps.intValueExact());
  }
}
