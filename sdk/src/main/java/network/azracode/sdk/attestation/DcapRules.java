// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

/** What a policy asks of SGX enclaves and TDX trust domains. */
final class DcapRules {
  private DcapRules() {}

  static void apply(VerifiedDcap dcap, PolicyDocument policy, Findings findings) {
    findings.contraindicatedUnless(
        policy.debug() || !dcap.debug(),
        "debug.enabled",
        "TDATTRIBUTES has DEBUG set: the host can read this trust domain.");
    findings.contraindicatedUnless(
        policy.mrTds().contains(dcap.report().mrTd()),
        "measurement.unknown",
        "MRTD is %s, the policy names %s.".formatted(dcap.report().mrTd(), policy.mrTds()));
  }
}
