// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.fuzz;

import java.time.Instant;
import java.util.List;
import network.azracode.sdk.attestation.Appraiser;
import network.azracode.sdk.attestation.Collateral;
import network.azracode.sdk.attestation.EarResult;
import network.azracode.sdk.attestation.EvidenceVerifier;
import network.azracode.sdk.attestation.TrustAnchors;
import network.azracode.sdk.attestation.policy.NamedPolicy;
import network.azracode.sdk.evidence.Evidence;
import network.azracode.sdk.protocol.Octets;

/** What targets of whole verifications share: the time stands in the input's first part. */
final class VerificationFuzz {
  private static final EvidenceVerifier VERIFIER = new EvidenceVerifier(TrustAnchors.vendors());

  private VerificationFuzz() {}

  /** To the answer that a command would print, under both built-in policies. */
  static void verify(Evidence evidence, Collateral collateral, Instant at) {
    var platform = VERIFIER.verify(evidence, collateral, at);
    for (NamedPolicy policy : List.of(NamedPolicy.STRICT, NamedPolicy.NETWORK)) {
      EarResult.of(Appraiser.appraise(platform, policy, at), at);
    }
  }

  /** Seconds since 1970 in at most four bytes, big-endian. */
  static Instant time(Octets part) {
    long seconds = 0;
    for (int i = 0; i < Math.min(part.length(), Integer.BYTES); i++) {
      seconds = seconds << Byte.SIZE | part.unsignedByte(i);
    }
    return Instant.ofEpochSecond(seconds);
  }

  static Octets part(Instant time) {
    int seconds = (int) time.getEpochSecond();
    return Octets.of(
        new byte[] {
          (byte) (seconds >> 24), (byte) (seconds >> 16), (byte) (seconds >> 8), (byte) seconds
        });
  }
}
