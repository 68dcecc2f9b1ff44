// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import network.azracode.sdk.attestation.policy.PlatformPolicy;
import network.azracode.sdk.attestation.policy.ReferenceValues;
import network.azracode.sdk.attestation.policy.SgxPolicy;
import network.azracode.sdk.attestation.policy.SgxSigner;
import network.azracode.sdk.evidence.SgxReport;

/** What a policy asks of SGX enclaves. */
final class SgxRules {
  /** ATTRIBUTES are 8 bytes of flags, then XFRM. */
  private static final int FIRST_XFRM_BIT = 64;

  private final PlatformPolicy platform;
  private final SgxPolicy policy;
  private final Findings findings;

  SgxRules(PlatformPolicy platform, Findings findings) {
    this.platform = platform;
    this.policy = platform.sgx();
    this.findings = findings;
  }

  void apply(SgxReport report) {
    findings.bits(
        "sgx.attributes",
        "ATTRIBUTES",
        policy.attributeBits(),
        report.attributes()::bit,
        "sign and launch the enclave so");
    findings.bits(
        "sgx.xfrm",
        "XFRM",
        policy.xfrmBits(),
        bit -> report.attributes().bit(FIRST_XFRM_BIT + bit),
        "sign and launch the enclave so");
    findings.among(
        "sgx.configId",
        "CONFIGID",
        policy.configIds(),
        report.configId(),
        "launch the enclave with a configuration that is named");
    findings.warningUnless(
        report.isvSvn() >= policy.minimumIsvSvn(),
        "sgx.isvSvn",
        "ISVSVN is %d, the policy needs %d: run a newer enclave."
            .formatted(report.isvSvn(), policy.minimumIsvSvn()));
    code(report);
  }

  private void code(SgxReport report) {
    ReferenceValues values = Measured.values(platform);
    Measured measured = new Measured(findings);
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
