// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import network.azracode.sdk.attestation.intel.PlatformTcb;
import network.azracode.sdk.attestation.policy.PlatformPolicy;
import network.azracode.sdk.evidence.SgxReport;
import network.azracode.sdk.evidence.TdReport;

/** What a policy asks of whatever Intel's quoting enclaves vouch for. */
final class DcapRules {
  private DcapRules() {}

  static void apply(VerifiedDcap dcap, PlatformPolicy policy, Findings findings) {
    dcap.platform().ifPresent(tcb -> platform(tcb, policy, findings));
    switch (dcap.body()) {
      case SgxReport report -> new SgxRules(policy, findings).apply(report);
      case TdReport report -> new TdxRules(policy, findings).apply(report);
    }
  }

  private static void platform(PlatformTcb tcb, PlatformPolicy policy, Findings findings) {
    findings.contraindicatedUnless(
        tcb.currentFormat(),
        "tcb.deprecatedFormat",
        "The TCB info is of version %d, which does not say which TEE it is for: fetch version 3."
            .formatted(tcb.tcbInfoVersion()));
    new PckRules(policy.pck(), findings).apply(tcb.pck());
  }
}
