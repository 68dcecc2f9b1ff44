// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.policy;

import java.util.Map;
import java.util.Set;
import network.azracode.sdk.protocol.Octets;

/**
 * What is asked of an SEV-SNP guest beside its measurement. Bits are AMD's numbers.
 *
 * @param vmpls accepted privilege levels; empty for any
 * @param committedIsCurrent whether firmware that can still be rolled back is refused
 * @param migratable whether a guest with a migration agent is accepted
 * @param policyBits of the guest policy
 * @param platformInfoBits of the platform's configuration
 * @param floorRequired whether a product without a floor is not affirmed
 * @param floors least security versions by product ("Milan") and component ("microcode")
 * @param hostData accepted; empty for any, as the next two
 */
public record SnpPolicy(
    Set<Integer> vmpls,
    boolean committedIsCurrent,
    boolean migratable,
    Bits policyBits,
    Bits platformInfoBits,
    long minimumGuestSvn,
    boolean floorRequired,
    Map<String, Map<String, Integer>> floors,
    Set<Octets> hostData,
    Set<Octets> idKeyDigests,
    Set<Octets> authorKeyDigests) {
  public SnpPolicy {
    vmpls = Set.copyOf(vmpls);
    floors = Map.copyOf(floors);
    hostData = Set.copyOf(hostData);
    idKeyDigests = Set.copyOf(idKeyDigests);
    authorKeyDigests = Set.copyOf(authorKeyDigests);
  }
}
