// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.time.Instant;
import network.azracode.sdk.attestation.policy.PlatformPolicy;

/** What a policy asks of every platform, and of each kind by itself. */
final class PlatformRules {
  private PlatformRules() {}

  static void apply(
      VerifiedPlatform platform, PlatformPolicy policy, Instant at, Findings findings) {
    findings.contraindicatedUnless(
        accepts(policy, platform.anchor()),
        "anchor.unknown",
        "Evidence rests on a root that the policy does not name.");
    findings.contraindicatedUnless(
        policy.tees().contains(platform.tee()),
        "tee.refused",
        "Evidence is of kind %s, the policy accepts %s.".formatted(platform.tee(), policy.tees()));
    findings.contraindicatedUnless(
        !at.isAfter(platform.expiresAt()),
        "evidence.expired",
        "What the evidence rests on ran out at %s.".formatted(platform.expiresAt()));
    findings.contraindicatedUnless(
        policy.debug() || !platform.debug(),
        "debug.enabled",
        "The enclave runs in debug mode: the host can read it.");
    TcbRules.apply(platform.tcb(), policy.tcb(), at, findings);
    switch (platform) {
      case VerifiedDcap dcap -> DcapRules.apply(dcap, policy, findings);
      case VerifiedSnp snp -> new SnpRules(policy, findings).apply(snp);
      case VerifiedNitro nitro -> NitroRules.apply(nitro, policy, findings);
    }
  }

  private static boolean accepts(PlatformPolicy policy, TrustAnchor anchor) {
    return switch (anchor) {
      case DevelopmentAnchor development ->
          policy.developmentRoot().filter(development.digest()::equals).isPresent();
      case VendorAnchor _ -> policy.developmentRoot().isEmpty();
    };
  }
}
