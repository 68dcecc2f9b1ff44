// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.cli.evidence;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.azracode.sdk.evidence.CpuId;
import network.azracode.sdk.evidence.FirmwareVersion;
import network.azracode.sdk.evidence.SnpReport;

/** Fields of an SEV-SNP report. */
final class SnpFields {
  private static final CpuId UNKNOWN = new CpuId(0, 0, 0);

  private SnpFields() {}

  static void put(SnpReport report, Map<String, Object> evidence) {
    evidence.put("tee", "SEV-SNP");
    evidence.put("reportVersion", report.version());
    Map<String, Object> fields = new LinkedHashMap<>();
    identity(report, fields);
    versions(report, fields);
    flags(report, fields);
    evidence.put("fields", fields);
  }

  private static void identity(SnpReport report, Map<String, Object> fields) {
    fields.put("version", report.version());
    fields.put("guest_svn", report.guestSvn());
    fields.put("policy", "%016x".formatted(report.policy().bits()));
    fields.put("family_id", Inspection.hex(report.familyId()));
    fields.put("image_id", Inspection.hex(report.imageId()));
    fields.put("vmpl", report.vmpl());
    fields.put("sigalgo", report.signatureAlgorithm());
    fields.put("platform_info", "%x".formatted(report.platformInfo()));
    fields.put("key_info", report.key().bits());
    fields.put("report_data", Inspection.hex(report.reportData()));
    fields.put("measurement", Inspection.hex(report.measurement()));
    fields.put("host_data", Inspection.hex(report.hostData()));
    fields.put("id_key_digest", Inspection.hex(report.idKeyDigest()));
    fields.put("author_key_digest", Inspection.hex(report.authorKeyDigest()));
    fields.put("report_id", Inspection.hex(report.reportId()));
    fields.put("report_id_ma", Inspection.hex(report.reportIdMa()));
    fields.put("chip_id", Inspection.hex(report.chipId()));
  }

  private static void versions(SnpReport report, Map<String, Object> fields) {
    fields.put("current_tcb", Inspection.hex(report.currentTcb()));
    fields.put("reported_tcb", Inspection.hex(report.reportedTcb()));
    fields.put("committed_tcb", Inspection.hex(report.committedTcb()));
    fields.put("launch_tcb", Inspection.hex(report.launchTcb()));
    CpuId cpu = report.cpuId().orElse(UNKNOWN);
    fields.put("fms", "%02x%02x%02x".formatted(cpu.family(), cpu.model(), cpu.stepping()));
    fields.put("cur_build", numbers(report.currentFirmware()));
    fields.put("com_build", numbers(report.committedFirmware()));
    fields.put("launch_mit", "%016x".formatted(Long.reverseBytes(report.launchMitigations())));
    fields.put("cur_mit", "%016x".formatted(Long.reverseBytes(report.currentMitigations())));
  }

  private static void flags(SnpReport report, Map<String, Object> fields) {
    fields.put("author_key_en", bit(report.key().authorKeyEnabled()));
    fields.put("mask_chip", bit(report.key().chipKeyMasked()));
    fields.put("signing_key", report.key().signingKey());
    fields.put("debug", bit(report.policy().debug()));
    fields.put("migrate_ma", bit(report.policy().migratable()));
    fields.put("smt", bit(report.policy().smt()));
    fields.put("single_socket", bit(report.policy().singleSocket()));
    fields.put("abi", report.policy().abiMajor() + "." + report.policy().abiMinor());
  }

  private static List<Integer> numbers(FirmwareVersion version) {
    return List.of(version.build(), version.minor(), version.major());
  }

  private static int bit(boolean set) {
    return set ? 1 : 0;
  }
}
