// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.binding;

import java.util.List;
import network.azracode.sdk.attestation.policy.BindingProfile;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Keccak;
import network.azracode.sdk.protocol.Octets;

/**
 * {@code [0:20]} the enclave's address, {@code [20:52]} keccak256 of its extended registration
 * data, then zeroes. Names no chain, registry or time: one quote serves on many chains for ever.
 * Source: Flashtestations, FlashtestationRegistry and its specification.
 *
 * @param extendedData empty where the enclave registers none
 */
public record FlashtestationsAddress(Address address, Octets extendedData)
    implements ForeignBinding {

  @Override
  public BindingProfile profile() {
    return BindingProfile.FLASHTESTATIONS;
  }

  @Override
  public List<Mismatch> mismatches(Octets reportData) {
    return new ReportDataParts(reportData)
        .next("binding.address", "address", address.toByteArray())
        .next(
            "binding.extendedData",
            "the hash of the extended data,",
            Keccak.hash(extendedData.toByteArray()).toByteArray())
        .restIsZero();
  }
}
