// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import network.azracode.sdk.attestation.policy.PlatformPolicy;
import network.azracode.sdk.attestation.policy.ReferenceValues;
import network.azracode.sdk.attestation.policy.TdxPolicy;
import network.azracode.sdk.evidence.TdReport;
import network.azracode.sdk.protocol.Octets;

/** What a policy asks of TDX trust domains. */
final class TdxRules {
  private static final int MIGRATABLE_BIT = 29;
  private static final Octets NO_SERVICE_TD = Octets.of(new byte[TdReport.MEASUREMENT_LENGTH]);
  private static final String RELAUNCH = "launch the trust domain with a value that is named";

  private final PlatformPolicy platform;
  private final TdxPolicy policy;
  private final Findings findings;

  TdxRules(PlatformPolicy platform, Findings findings) {
    this.platform = platform;
    this.policy = platform.tdx();
    this.findings = findings;
  }

  void apply(TdReport report) {
    attributes(report);
    module(report);
    configuration(report);
    code(report);
  }

  private void attributes(TdReport report) {
    findings.contraindicatedUnless(
        !policy.septVeDisable() || report.septVeDisable(),
        "tdx.septVeDisable",
        "TDATTRIBUTES lacks SEPT_VE_DISABLE: the host can inject faults; set it at launch.");
    findings.contraindicatedUnless(
        policy.migratable() || !report.tdAttributes().bit(MIGRATABLE_BIT),
        "tdx.migratable",
        "TDATTRIBUTES has MIGRATABLE set: the host can move this trust domain; launch without it.");
    findings.bits(
        "tdx.attributes",
        "TDATTRIBUTES",
        policy.attributeBits(),
        report.tdAttributes()::bit,
        "launch the trust domain so");
    findings.bits(
        "tdx.xfam", "XFAM", policy.xfamBits(), report.xfam()::bit, "launch the trust domain so");
  }

  private void module(TdReport report) {
    findings.among(
        "tdx.mrSeam",
        "MRSEAM",
        policy.mrSeams(),
        report.mrSeam(),
        "load a TDX module that is named");
    findings.among(
        "tdx.mrSignerSeam",
        "MRSIGNERSEAM",
        policy.mrSignerSeams(),
        report.mrSignerSeam(),
        "load a TDX module by a signer that is named");
    Octets serviceTd = report.relaunch().map(TdReport.Relaunch::mrServiceTd).orElse(NO_SERVICE_TD);
    findings.contraindicatedUnless(
        serviceTd.equals(NO_SERVICE_TD) || policy.serviceTds().contains(serviceTd),
        "tdx.serviceTd",
        ("MRSERVICETD is %s, the policy names %s: a service trust domain is bound; launch without"
                + " one.")
            .formatted(serviceTd, Findings.hex(policy.serviceTds())));
  }

  private void configuration(TdReport report) {
    findings.among(
        "tdx.mrConfigId", "MRCONFIGID", policy.mrConfigIds(), report.mrConfigId(), RELAUNCH);
    findings.among("tdx.mrOwner", "MROWNER", policy.mrOwners(), report.mrOwner(), RELAUNCH);
    findings.among(
        "tdx.mrOwnerConfig",
        "MROWNERCONFIG",
        policy.mrOwnerConfigs(),
        report.mrOwnerConfig(),
        RELAUNCH);
  }

  private void code(TdReport report) {
    ReferenceValues values = Measured.values(platform);
    Measured measured = new Measured(findings);
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
}
