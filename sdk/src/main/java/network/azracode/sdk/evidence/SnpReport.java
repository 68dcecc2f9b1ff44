// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import java.util.Optional;
import network.azracode.sdk.protocol.Octets;

/**
 * An AMD SEV-SNP attestation report, version 2 to 5 (SEV-SNP ABI 1.58, table "ATTESTATION_REPORT").
 * Parsed, not believed. Reserved bytes and unknown bits are no error: they are signed, and firmware
 * in the field sets bits that older tables call reserved.
 *
 * @param version 2 to 5; from 3 on the processor names itself
 * @param guestSvn chosen by the guest's owner
 * @param vmpl privilege level of who asked: 0 highest to 3, 0xffffffff the host itself
 * @param currentTcb running; 8 bytes whose order depends on the product, as the three others
 * @param platformInfo bits of the platform's configuration
 * @param reportData 64 bytes of the guest's own
 * @param measurement of the guest's memory at launch, 48 bytes
 * @param hostData 32 bytes of the host's own, fixed at launch
 * @param reportedTcb what the host reports: the endorsement key is derived from it
 * @param cpuId absent before version 3
 * @param chipId 64 bytes; all zero where the host masks it and under a VLEK
 * @param committedTcb below which the firmware cannot be rolled back
 * @param launchTcb current when the guest was launched
 * @param launchMitigations bits of vulnerabilities closed at launch; 0 before version 5
 * @param currentMitigations bits of vulnerabilities closed now; 0 before version 5
 * @param signedRange the 672 bytes that the signature covers
 * @param signature r and s, 72 bytes little-endian each, then padding: 512 bytes
 */
public record SnpReport(
    int version,
    long guestSvn,
    GuestPolicy policy,
    Octets familyId,
    Octets imageId,
    long vmpl,
    long signatureAlgorithm,
    Octets currentTcb,
    long platformInfo,
    ReportKey key,
    Octets reportData,
    Octets measurement,
    Octets hostData,
    Octets idKeyDigest,
    Octets authorKeyDigest,
    Octets reportId,
    Octets reportIdMa,
    Octets reportedTcb,
    Optional<CpuId> cpuId,
    Octets chipId,
    Octets committedTcb,
    FirmwareVersion currentFirmware,
    FirmwareVersion committedFirmware,
    Octets launchTcb,
    long launchMitigations,
    long currentMitigations,
    Octets signedRange,
    Octets signature) {
  public static final int LENGTH = 1184;
  public static final int MEASUREMENT_LENGTH = 48;
  public static final int TCB_LENGTH = 8;
  private static final int SIGNED_LENGTH = 0x2a0;
  static final int OLDEST_VERSION = 2;
  static final int NEWEST_VERSION = 5;
  private static final int FIRST_VERSION_WITH_CPU_ID = 3;
  private static final int FIRST_VERSION_WITH_MITIGATIONS = 5;
  private static final int ECDSA_P384_SHA384 = 1;

  /**
   * Reads exactly {@value #LENGTH} bytes.
   *
   * @throws network.azracode.sdk.protocol.AzraException {@code evidence.malformed}
   */
  public static SnpReport parse(Octets bytes) {
    ByteReader report = new ByteReader(bytes);
    report.expect("SNP report length", LENGTH, bytes.length());
    int version = version(report);
    return new SnpReport(
        version,
        report.u32("guest SVN"),
        GuestPolicy.read(report),
        report.take("family id", 16),
        report.take("image id", 16),
        report.u32("VMPL"),
        algorithm(report),
        report.take("current TCB", TCB_LENGTH),
        report.u64("platform info"),
        key(report),
        report.take("report data", ReportData.LENGTH),
        report.take("measurement", MEASUREMENT_LENGTH),
        report.take("host data", 32),
        report.take("id key digest", 48),
        report.take("author key digest", 48),
        report.take("report id", 32),
        report.take("migration agent's report id", 32),
        report.take("reported TCB", TCB_LENGTH),
        cpuId(version, report),
        report.take("chip id", 64),
        report.take("committed TCB", TCB_LENGTH),
        FirmwareVersion.read("current firmware", report),
        FirmwareVersion.read("committed firmware", report),
        report.take("launch TCB", TCB_LENGTH),
        mitigations(version, "launch mitigations", report),
        mitigations(version, "current mitigations", report),
        bytes.slice(0, SIGNED_LENGTH),
        bytes.slice(SIGNED_LENGTH, LENGTH));
  }

  private static int version(ByteReader report) {
    long version = report.u32("SNP report version");
    if (version < OLDEST_VERSION || version > NEWEST_VERSION) {
      throw ByteReader.malformed(
          "SNP report version",
          "expected " + OLDEST_VERSION + " to " + NEWEST_VERSION,
          "found " + version);
    }
    return (int) version;
  }

  private static long algorithm(ByteReader report) {
    long algorithm = report.u32("signature algorithm");
    report.expect("signature algorithm", ECDSA_P384_SHA384, algorithm);
    return algorithm;
  }

  private static ReportKey key(ByteReader report) {
    ReportKey key = new ReportKey(report.u32("key info"));
    report.take("reserved", 4);
    return key;
  }

  private static Optional<CpuId> cpuId(int version, ByteReader report) {
    CpuId cpuId = new CpuId(report.u8("family"), report.u8("model"), report.u8("stepping"));
    report.take("reserved", 21);
    return version < FIRST_VERSION_WITH_CPU_ID ? Optional.empty() : Optional.of(cpuId);
  }

  private static long mitigations(int version, String field, ByteReader report) {
    long mitigations = report.u64(field);
    return version < FIRST_VERSION_WITH_MITIGATIONS ? 0 : mitigations;
  }
}
