// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

/** What a policy asks of every platform, and of each kind by itself. */
final class PlatformRules {
  private PlatformRules() {}

  static void apply(VerifiedPlatform platform, PolicyDocument policy, Findings findings) {
    findings.contraindicatedUnless(
        policy.accepts(platform.anchor()),
        "anchor.unknown",
        "Evidence rests on a root that the policy does not name.");
    findings.contraindicatedUnless(
        policy.tees().contains(platform.tee()),
        "tee.refused",
        "Evidence is of kind %s, the policy accepts %s.".formatted(platform.tee(), policy.tees()));
    TcbRules.apply(platform.tcb(), policy, findings);
    switch (platform) {
      case VerifiedDcap dcap -> DcapRules.apply(dcap, policy, findings);
      case VerifiedSnp _, VerifiedNitro _ -> unnamed(platform, findings);
    }
  }

  /** Policies name measurements of TDX only, so far: of other kinds nothing can be affirmed. */
  private static void unnamed(VerifiedPlatform platform, Findings findings) {
    findings.contraindicatedUnless(
        !platform.debug(), "debug.enabled", "The host can read this enclave.");
    findings.unknown(
        "measurement.unnamed", "The policy names no measurement of " + platform.tee() + ".");
  }
}
