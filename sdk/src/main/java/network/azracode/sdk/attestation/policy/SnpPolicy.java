// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.policy;

import java.util.Map;
import java.util.Set;
import network.azracode.sdk.protocol.Octets;

/**
 * What is asked of an SEV-SNP guest beside its measurement. Bits are AMD's numbers; of the sets
 * from {@code endorsementKeys} on, an empty one accepts any value.
 *
 * @param vmpls accepted privilege levels; empty for any
 * @param committedIsCurrent whether firmware that can still be rolled back is refused
 * @param migratable whether a guest with a migration agent is accepted
 * @param policyBits of the guest policy
 * @param platformInfoBits of the platform's configuration
 * @param mitigationBits that must be set in both mitigation vectors, at launch and now
 * @param floorRequired whether a product without a floor is not affirmed
 * @param floors least security versions by product ("Milan") and component ("microcode")
 * @param endorsementKeys accepted kinds: VCEK, of a chip, and VLEK, of a cloud provider
 * @param providers names of cloud providers; whoever names some refuses all that is not a VLEK
 */
public record SnpPolicy(
    Set<Integer> vmpls,
    boolean committedIsCurrent,
    boolean migratable,
    Bits policyBits,
    Bits platformInfoBits,
    Set<Integer> mitigationBits,
    long minimumGuestSvn,
    boolean floorRequired,
    Map<String, Map<String, Integer>> floors,
    Set<String> endorsementKeys,
    Set<String> providers,
    Set<Octets> hostData,
    Set<Octets> idKeyDigests,
    Set<Octets> authorKeyDigests) {
  public SnpPolicy {
    vmpls = Set.copyOf(vmpls);
    mitigationBits = Set.copyOf(mitigationBits);
    floors = Map.copyOf(floors);
    endorsementKeys = Set.copyOf(endorsementKeys);
    providers = Set.copyOf(providers);
    hostData = Set.copyOf(hostData);
    idKeyDigests = Set.copyOf(idKeyDigests);
    authorKeyDigests = Set.copyOf(authorKeyDigests);
  }
}
