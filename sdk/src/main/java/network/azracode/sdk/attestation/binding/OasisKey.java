// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.binding;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import java.util.Optional;
import network.azracode.sdk.attestation.policy.BindingProfile;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.Octets;
import org.bouncycastle.crypto.digests.SHA512tDigest;

/**
 * {@code [0:32]} SHA-512/256 of a context and the runtime attestation key, {@code [32:64]} a nonce
 * of the enclave's own. What that key signs beside the quote (node, height, encryption key) is not
 * part of report data and not checked here. Source: Oasis Core, go/common/node/sgx.go (HashRAK) and
 * the runtime's identity.
 *
 * @param attestationKey raw Ed25519 public key
 * @param nonce where the relying party knows it; Oasis itself passes over those bytes
 */
public record OasisKey(Bytes32 attestationKey, Optional<Bytes32> nonce) implements ForeignBinding {
  private static final byte[] CONTEXT = "oasis-core/node: TEE RAK binding".getBytes(US_ASCII);
  private static final int HASH_BITS = 256;

  @Override
  public BindingProfile profile() {
    return BindingProfile.OASIS;
  }

  @Override
  public List<Mismatch> mismatches(Octets reportData) {
    byte[] hash = Hashes.of(new SHA512tDigest(HASH_BITS), CONTEXT, attestationKey.toByteArray());
    ReportDataParts parts =
        new ReportDataParts(reportData)
            .next("binding.attestationKey", "the hash of the attestation key,", hash);
    return nonce
        .map(value -> parts.next("binding.nonce", "nonce", value.toByteArray()))
        .orElseGet(() -> parts.skip(Bytes32.LENGTH))
        .end();
  }
}
