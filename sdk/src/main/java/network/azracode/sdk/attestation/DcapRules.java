// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import network.azracode.sdk.attestation.intel.PlatformTcb;
import network.azracode.sdk.attestation.policy.PlatformPolicy;
import network.azracode.sdk.attestation.policy.ReferenceValues;
import network.azracode.sdk.attestation.policy.SgxSigner;
import network.azracode.sdk.attestation.policy.TdxPolicy;
import network.azracode.sdk.evidence.SgxReport;
import network.azracode.sdk.evidence.TdReport;
import network.azracode.sdk.protocol.Octets;
import org.jspecify.annotations.Nullable;

/** What a policy asks of SGX enclaves and TDX trust domains. */
final class DcapRules {
  private static final int MIGRATABLE_BIT = 29;
  private static final Octets NO_SERVICE_TD = Octets.of(new byte[TdReport.MEASUREMENT_LENGTH]);

  private DcapRules() {}

  static void apply(VerifiedDcap dcap, PlatformPolicy policy, Findings findings) {
    findings.contraindicatedUnless(
        dcap.platform().map(PlatformTcb::currentFormat).orElse(true),
        "tcb.deprecatedFormat",
        "The TCB info is of a version that does not say which TEE it is for; fetch version 3.");
    switch (dcap.body()) {
      case SgxReport report -> sgx(report, Measured.values(policy), new Measured(findings));
      case TdReport report -> {
        attributes(report, policy.tdx(), findings);
        tdx(report, Measured.values(policy), new Measured(findings));
      }
    }
  }

  private static void attributes(TdReport report, TdxPolicy policy, Findings findings) {
    findings.contraindicatedUnless(
        !policy.septVeDisable() || report.septVeDisable(),
        "tdx.septVeDisable",
        "TDATTRIBUTES lacks SEPT_VE_DISABLE: the host can inject faults; set it at launch.");
    findings.contraindicatedUnless(
        policy.migratable() || !report.tdAttributes().bit(MIGRATABLE_BIT),
        "tdx.migratable",
        "TDATTRIBUTES has MIGRATABLE set: the host can move this trust domain.");
    Octets serviceTd = report.relaunch().map(TdReport.Relaunch::mrServiceTd).orElse(NO_SERVICE_TD);
    findings.contraindicatedUnless(
        serviceTd.equals(NO_SERVICE_TD) || policy.serviceTds().contains(serviceTd),
        "tdx.serviceTd",
        "MRSERVICETD is %s: a service trust domain is bound that the policy does not name."
            .formatted(serviceTd));
  }

  private static void tdx(TdReport report, @Nullable ReferenceValues values, Measured measured) {
    if (values == null || !measured.requireNamed(!values.mrtd().isEmpty(), "TDX")) {
      return;
    }
    measured.require("MRTD", values.mrtd(), report.mrTd());
    List<Octets> registers =
        List.of(report.rtMr0(), report.rtMr1(), report.rtMr2(), report.rtMr3());
    for (Map.Entry<Integer, Set<Octets>> rtmr : values.rtmrs().entrySet()) {
      measured.require("RTMR" + rtmr.getKey(), rtmr.getValue(), registers.get(rtmr.getKey()));
    }
  }

  private static void sgx(SgxReport report, @Nullable ReferenceValues values, Measured measured) {
    if (values == null
        || !measured.requireNamed(
            !values.mrenclave().isEmpty() || !values.signers().isEmpty(), "SGX")) {
      return;
    }
    if (values.signers().stream().noneMatch(signer -> signedBy(signer, report))) {
      measured.require("MRENCLAVE", values.mrenclave(), report.mrEnclave());
    }
  }

  private static boolean signedBy(SgxSigner signer, SgxReport report) {
    return signer.mrsigner().equals(report.mrSigner())
        && signer.productId() == report.isvProdId()
        && report.isvSvn() >= signer.minimumSvn();
  }
}
