// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.time.Instant;
import java.util.TreeSet;
import network.azracode.sdk.attestation.policy.PlatformPolicy;

/** What a policy asks of every platform, and of each kind by itself. */
final class PlatformRules {
  private PlatformRules() {}

  static void apply(
      VerifiedPlatform platform, PlatformPolicy policy, Instant at, Findings findings) {
    findings.contraindicatedUnless(
        accepts(policy, platform.anchor()),
        "anchor.unknown",
        "Evidence rests on a root of %s, which the policy does not name: use a policy for this kind."
            .formatted(platform.anchor().vendor()));
    findings.contraindicatedUnless(
        policy.tees().contains(platform.tee()),
        "tee.refused",
        "Evidence is of kind %s, the policy accepts %s: run on such a kind."
            .formatted(platform.tee(), new TreeSet<>(policy.tees())));
    findings.contraindicatedUnless(
        !at.isAfter(platform.expiresAt()),
        "evidence.expired",
        "What the evidence rests on ran out at %s, it is %s: fetch collateral and attest again."
            .formatted(platform.expiresAt(), at));
    findings.contraindicatedUnless(
        policy.debug() || !platform.debug(),
        "debug.enabled",
        "The enclave runs in debug mode, the policy refuses it: the host can read it; launch without"
            + " DEBUG.");
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
