// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import network.azracode.sdk.evidence.SgxReport;
import network.azracode.sdk.evidence.TdReport;

/** What a policy asks of SGX enclaves and TDX trust domains. */
final class DcapRules {
  private DcapRules() {}

  static void apply(VerifiedDcap dcap, PolicyDocument policy, Findings findings) {
    findings.contraindicatedUnless(
        dcap.platform().isEmpty() || dcap.platform().get().currentFormat(),
        "tcb.deprecatedFormat",
        "TCB info is of a version that does not say which TEE it is for; version 3 does.");
    findings.contraindicatedUnless(
        policy.debug() || !dcap.debug(),
        "debug.enabled",
        "DEBUG is set: the host can read this enclave or trust domain.");
    switch (dcap.body()) {
      case TdReport report ->
          findings.contraindicatedUnless(
              policy.mrTds().contains(report.mrTd()),
              "measurement.unknown",
              "MRTD is %s, the policy names %s.".formatted(report.mrTd(), policy.mrTds()));
      case SgxReport report ->
          findings.contraindicatedUnless(
              false,
              "measurement.unknown",
              "MRENCLAVE is %s, the policy names none.".formatted(report.mrEnclave()));
    }
  }
}
