// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.binding;

import java.util.List;
import network.azracode.sdk.attestation.policy.BindingProfile;
import network.azracode.sdk.protocol.Octets;

/** What a relying party expects report data to bind, under a convention that is not ours. */
public sealed interface ForeignBinding
    permits AddressAndNonce, DstackContent, FlashtestationsAddress, OasisKey {

  BindingProfile profile();

  /**
   * Every part of report data that is not what is expected; empty if it binds just that.
   *
   * @param reportData of the evidence, of any length
   */
  List<Mismatch> mismatches(Octets reportData);
}
