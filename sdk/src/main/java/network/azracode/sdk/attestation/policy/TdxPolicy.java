// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.policy;

import java.util.Set;
import network.azracode.sdk.protocol.Octets;

/**
 * What is asked of a TDX trust domain beside its measurements. Bits are Intel's numbers; of the
 * sets from {@code mrSeams} on, an empty one accepts any value.
 *
 * @param septVeDisable whether SEPT_VE_DISABLE must be set, so that the host cannot inject faults
 * @param migratable whether a trust domain that may be moved to another machine is accepted
 * @param serviceTds accepted MRSERVICETD; none bound is always accepted
 * @param attributeBits of TDATTRIBUTES
 * @param xfamBits of XFAM
 * @param mrSeams accepted measurements of the TDX module
 * @param mrSignerSeams accepted signers of the TDX module; zeroes stand for Intel
 */
public record TdxPolicy(
    boolean septVeDisable,
    boolean migratable,
    Set<Octets> serviceTds,
    Bits attributeBits,
    Bits xfamBits,
    Set<Octets> mrSeams,
    Set<Octets> mrSignerSeams,
    Set<Octets> mrConfigIds,
    Set<Octets> mrOwners,
    Set<Octets> mrOwnerConfigs) {
  public TdxPolicy {
    serviceTds = Set.copyOf(serviceTds);
    mrSeams = Set.copyOf(mrSeams);
    mrSignerSeams = Set.copyOf(mrSignerSeams);
    mrConfigIds = Set.copyOf(mrConfigIds);
    mrOwners = Set.copyOf(mrOwners);
    mrOwnerConfigs = Set.copyOf(mrOwnerConfigs);
  }
}
