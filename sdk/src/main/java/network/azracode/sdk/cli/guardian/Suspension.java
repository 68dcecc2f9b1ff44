// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.guardian;

import network.azracode.sdk.cli.options.Contracts;
import network.azracode.sdk.protocol.PolicyId;

/**
 * Whether a policy is closed to new business.
 *
 * @param suspendedUntil first second of new business, Unix time; 0: never suspended
 */
record Suspension(PolicyId policy, boolean suspended, long suspendedUntil) {

  /** As of the head. */
  static Suspension of(Contracts contracts, int policy) {
    var id = new PolicyId(policy);
    long until = contracts.registry().latest().policy(id).suspendedUntil();
    return new Suspension(id, contracts.chain().head().time() < until, until);
  }

  String text() {
    return suspended
        ? "policy %s: suspended until second %d".formatted(policy, suspendedUntil)
        : "policy %s: not suspended".formatted(policy);
  }
}
