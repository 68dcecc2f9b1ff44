// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.policy;

import java.util.Set;

/**
 * What is asked of an Intel platform as its PCK certificate describes it. A certificate that does
 * not say what a policy refuses is not affirmed either.
 *
 * @param sgxTypes accepted: 0 standard, 1 scalable, 2 scalable with integrity; empty for any
 * @param dynamicPlatform whether platforms that may gain processor packages later are accepted
 * @param cachedKeys whether platforms whose root keys Intel keeps are accepted
 * @param smt whether platforms with simultaneous multithreading are accepted
 */
public record PckPolicy(
    Set<Integer> sgxTypes, boolean dynamicPlatform, boolean cachedKeys, boolean smt) {
  public PckPolicy {
    sgxTypes = Set.copyOf(sgxTypes);
  }
}
