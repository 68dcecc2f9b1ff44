// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.binding;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import network.azracode.sdk.attestation.policy.BindingProfile;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Octets;
import org.bouncycastle.crypto.digests.SHA256Digest;

/**
 * {@code [0:32]} the enclave's address and zeroes or, where a certificate is bound too, SHA-256 of
 * address and fingerprint; {@code [32:64]} a nonce. Fresh for whoever chose the nonce alone.
 * Source: the model attestation of NEAR AI.
 *
 * @param fingerprint SHA-256 of the TLS key that the enclave serves under
 * @param nonce the relying party's own, never used before
 */
public record AddressAndNonce(Address address, Optional<Bytes32> fingerprint, Bytes32 nonce)
    implements ForeignBinding {

  @Override
  public BindingProfile profile() {
    return BindingProfile.ADDRESS_AND_NONCE;
  }

  @Override
  public List<Mismatch> mismatches(Octets reportData) {
    byte[] identity =
        fingerprint
            .map(this::hash)
            .orElseGet(() -> Arrays.copyOf(address.toByteArray(), Bytes32.LENGTH));
    return new ReportDataParts(reportData)
        .next("binding.address", fingerprint.isPresent() ? "the hash" : "address", identity)
        .next("binding.nonce", "nonce", nonce.toByteArray())
        .end();
  }

  private byte[] hash(Bytes32 certificate) {
    return Hashes.of(new SHA256Digest(), address.toByteArray(), certificate.toByteArray());
  }
}
