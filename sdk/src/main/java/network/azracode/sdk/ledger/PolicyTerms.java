// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.ledger;

import java.math.BigInteger;
import network.azracode.contracts.NodeRegistry;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Tee;

/**
 * What the publisher of a policy chooses and nobody ever changes.
 *
 * @param minStake token base units
 * @param teeMask bit {@code 1 << code} of each accepted {@link Tee}
 * @param digest keccak256 of the policy document's bytes
 */
public record PolicyTerms(
    BigInteger minStake,
    int lifetimeSeconds,
    int teeMask,
    int timeBucketSeconds,
    int unitBucket,
    int feeBps,
    Bytes32 digest) {
  static PolicyTerms of(NodeRegistry.Policy policy) {
    return new PolicyTerms(
        policy.minStake,
        policy.lifetimeSeconds.intValueExact(),
        policy.teeMask.intValueExact(),
        policy.timeBucketSeconds.intValueExact(),
        policy.unitBucket.intValueExact(),
        policy.feeBps.intValueExact(),
        Bytes32.of(policy.digest));
  }

  public boolean accepts(Tee tee) {
    return (teeMask >> tee.code() & 1) == 1;
  }

  NodeRegistry.PolicyTerms encoded() {
    return new NodeRegistry.PolicyTerms(
        minStake,
        BigInteger.valueOf(lifetimeSeconds),
        BigInteger.valueOf(teeMask),
        BigInteger.valueOf(timeBucketSeconds),
        BigInteger.valueOf(unitBucket),
        BigInteger.valueOf(feeBps),
        digest.toByteArray());
  }
}
