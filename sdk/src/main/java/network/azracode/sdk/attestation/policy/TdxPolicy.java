// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.policy;

import java.util.Set;
import network.azracode.sdk.protocol.Octets;

/**
 * What is asked of a TDX trust domain beside its measurements.
 *
 * @param septVeDisable whether SEPT_VE_DISABLE must be set, so that the host cannot inject faults
 * @param migratable whether a trust domain that may be moved to another machine is accepted
 * @param serviceTds accepted MRSERVICETD; none bound is always accepted
 */
public record TdxPolicy(boolean septVeDisable, boolean migratable, Set<Octets> serviceTds) {
  public TdxPolicy {
    serviceTds = Set.copyOf(serviceTds);
  }
}
