// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.EnclaveBinding;

/**
 * The 64 bytes in evidence that are the enclave's own: {@code [0:32]} digest of its binding, {@code
 * [32:52]} signer, {@code [52:56]} scheme tag, {@code [56:64]} challenge block, big-endian. The
 * last three repeat what the digest covers, for tools that read no EIP-712.
 */
public final class ReportData {
  public static final int LENGTH = 64;
  private static final byte[] SCHEME_TAG = "AZR1".getBytes(StandardCharsets.US_ASCII);

  private ReportData() {}

  public static byte[] of(EnclaveBinding binding, Domain registry) {
    return ByteBuffer.allocate(LENGTH)
        .put(binding.digest(registry).toByteArray())
        .put(binding.signer().toByteArray())
        .put(SCHEME_TAG)
        .putLong(binding.challengeBlock())
        .array();
  }
}
