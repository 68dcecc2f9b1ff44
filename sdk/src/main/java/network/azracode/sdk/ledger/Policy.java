// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import network.azracode.contracts.NodeRegistry;

/** All that the registry stores of a policy. Times are unix seconds; zero: never set. */
public record Policy(PolicyStatus status, long graceUntil, long suspendedUntil, PolicyTerms terms) {
  static Policy of(NodeRegistry.Policy policy) {
    return new Policy(
        PolicyStatus.values()[policy.status.intValueExact()],
        policy.graceUntil.longValueExact(),
        policy.suspendedUntil.longValueExact(),
        PolicyTerms.of(policy));
  }
}
