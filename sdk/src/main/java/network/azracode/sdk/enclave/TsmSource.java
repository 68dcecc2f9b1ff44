// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.util.List;
import network.azracode.sdk.evidence.CertificateTable;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.evidence.ReportData;
import network.azracode.sdk.evidence.SnpReport;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Domain;
import network.azracode.sdk.protocol.EnclaveBinding;
import network.azracode.sdk.protocol.Octets;

/**
 * Evidence of the TDX or SEV-SNP guest that this process runs in. Not run on hardware.
 *
 * @param certificates DER that an SNP report needs beside it: VEK, intermediate, root; empty to
 *     take those that the host keeps, or to leave them to whoever verifies
 */
public record TsmSource(TsmReports reports, List<Octets> certificates) implements EvidenceSource {
  public TsmSource {
    certificates = List.copyOf(certificates);
  }

  @Override
  public EvidencePackage evidence(EnclaveBinding binding, PublicKeys keys, Domain registry) {
    TsmReports.Report report = reports.report(ReportData.of(binding, registry));
    return switch (report.provider()) {
      case "tdx_guest" ->
          EvidencePackage.tdx(report.evidence().toByteArray(), binding, keys.sealing());
      case "sev_guest" ->
          new EvidencePackage(
              EvidencePackage.SEV_SNP,
              report.evidence(),
              binding,
              keys.sealing(),
              certificates.isEmpty() ? ofHost(report) : certificates);
      default ->
          throw new AzraException(
              "tee.unavailable", "provider: expected tdx_guest or sev_guest, found another");
    };
  }

  private static List<Octets> ofHost(TsmReports.Report report) {
    return CertificateTable.parse(report.auxiliary())
        .chain(SnpReport.parse(report.evidence()).key().kind());
  }
}
