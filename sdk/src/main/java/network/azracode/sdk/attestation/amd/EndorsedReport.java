// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.amd;

import java.util.Arrays;
import network.azracode.sdk.attestation.pki.Origin;
import network.azracode.sdk.evidence.ReportKey;
import network.azracode.sdk.evidence.SnpReport;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;

/**
 * A report that its endorsement key signed, and that agrees with what AMD certifies of that key.
 *
 * @param key what AMD certifies
 * @param reported chosen by the host; the endorsement key is derived from it
 * @param committed below which the firmware cannot be rolled back
 * @param current running
 * @param launch current when the guest was launched
 */
public record EndorsedReport(
    SnpReport report,
    EndorsementKey key,
    TcbVersion reported,
    TcbVersion committed,
    TcbVersion current,
    TcbVersion launch) {

  /**
   * Compares a report with its key, and checks the signature last: it costs most.
   *
   * @throws AzraException {@code evidence.endorsement.kind}, {@code .tcb}, {@code .chipId}; {@code
   *     evidence.tcb.order}; {@code evidence.signature.*}
   */
  public static EndorsedReport verify(SnpReport report, EndorsementKey key) {
    requireKind(report.key(), key.kind());
    AmdProduct product = key.product();
    EndorsedReport endorsed =
        new EndorsedReport(
            report,
            key,
            TcbVersion.of(product, report.reportedTcb()),
            TcbVersion.of(product, report.committedTcb()),
            TcbVersion.of(product, report.currentTcb()),
            TcbVersion.of(product, report.launchTcb()));
    endorsed.requireCertifiedTcb();
    endorsed.requireChip();
    endorsed.requireOrder();
    ReportSignature.require(report, key.key());
    return endorsed;
  }

  /** Whether the host keeps the chip's id out of its reports, as it always does under a VLEK. */
  public boolean chipIdMasked() {
    return isZero(report.chipId());
  }

  private static void requireKind(ReportKey found, ReportKey.Kind certified) {
    if (found.chipKeyMasked() || found.kind() != certified) {
      throw refused(
          "endorsement.kind",
          "signing key: expected a report signed by a %s, found %s"
              .formatted(certified, found.chipKeyMasked() ? "a masked key" : found.kind()));
    }
  }

  private void requireCertifiedTcb() {
    if (!reported.equals(key.tcb())) {
      throw refused(
          "endorsement.tcb",
          "reported TCB: expected the certified %s, found %s".formatted(key.tcb(), reported));
    }
  }

  /** A VCEK is of one chip; a VLEK is of none, and no report under it may name one. */
  private void requireChip() {
    if (chipIdMasked()) {
      return;
    }
    Octets padded =
        key.hardwareId()
            .map(id -> Octets.of(Arrays.copyOf(id.toByteArray(), report.chipId().length())))
            .orElseThrow(() ->
                refused("endorsement.chipId", "chip id: expected none under a VLEK, found one"));
    if (!padded.equals(report.chipId())) {
      throw refused(
          "endorsement.chipId",
          "chip id: expected the certified %s, found %s".formatted(padded, report.chipId()));
    }
  }

  private void requireOrder() {
    if (!committed.reaches(reported) || !current.reaches(committed)) {
      throw refused(
          "tcb.order",
          "expected reported ≤ committed ≤ current TCB, found %s; %s; %s"
              .formatted(reported, committed, current));
    }
  }

  private static boolean isZero(Octets octets) {
    return octets.equals(Octets.of(new byte[octets.length()]));
  }

  private static AzraException refused(String code, String message) {
    return Origin.EVIDENCE.refused(code, "SNP report: " + message);
  }
}
