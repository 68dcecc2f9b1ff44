// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.time.Instant;
import network.azracode.sdk.attestation.policy.NamedPolicy;
import network.azracode.sdk.evidence.EvidenceFormat;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;

/** The whole way from bytes to a word, as an attacker of the built-in strict policy sees it. */
final class Strict {
  private static final EvidenceVerifier VERIFIER = new EvidenceVerifier(TrustAnchors.vendors());

  private Strict() {}

  /** Any failure but a refusal with a code is a defect and goes on to the test. */
  static boolean affirms(Octets evidence, Collateral collateral, Instant at) {
    try {
      VerifiedPlatform platform = VERIFIER.verify(EvidenceFormat.parse(evidence), collateral, at);
      return Appraiser.appraise(platform, NamedPolicy.STRICT, at).affirmation()
          == Affirmation.AFFIRMING;
    } catch (AzraException refusal) {
      return false;
    }
  }
}
