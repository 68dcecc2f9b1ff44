// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import network.azracode.sdk.protocol.Octets;

/**
 * A SEV-SNP report with what came along. Parsed, not believed.
 *
 * @param certificates DER: the endorsement key's, then its issuers'; empty where collateral has
 *     them
 * @param runtime present where Azure's paravisor wrapped the report
 */
public record SnpEvidence(SnpReport report, List<Octets> certificates, Optional<HclRuntime> runtime)
    implements Evidence {
  public static final int MAX_LENGTH = 32_768;
  private static final Octets MAGIC =
      Octets.of(HclRuntime.MAGIC.getBytes(StandardCharsets.US_ASCII));

  public SnpEvidence {
    certificates = List.copyOf(certificates);
  }

  /**
   * Reads a bare report, or one in the wrapping that Azure's virtual TPM hands out.
   *
   * @throws network.azracode.sdk.protocol.AzraException {@code evidence.malformed}
   */
  public static SnpEvidence parse(Octets bytes, List<Octets> certificates) {
    requireShort(bytes);
    if (!isWrapped(bytes)) {
      return new SnpEvidence(SnpReport.parse(bytes), certificates, Optional.empty());
    }
    ByteReader blob = new ByteReader(bytes);
    HclRuntime.readHeader(blob);
    Octets report = blob.take("SNP report", SnpReport.LENGTH);
    HclRuntime runtime = HclRuntime.read(blob);
    return new SnpEvidence(SnpReport.parse(report), certificates, Optional.of(runtime));
  }

  /**
   * Reads a report with what guests tend to keep behind it: the table of certificates of their
   * host, as an extended guest request answers it. Zeroes behind a report are a table of none.
   *
   * @throws network.azracode.sdk.protocol.AzraException {@code evidence.malformed}
   */
  static SnpEvidence parseExtended(Octets bytes) {
    if (bytes.length() <= SnpReport.LENGTH || isWrapped(bytes)) {
      return parse(bytes, List.of());
    }
    requireShort(bytes);
    SnpReport report = SnpReport.parse(bytes.slice(0, SnpReport.LENGTH));
    Octets table = bytes.slice(SnpReport.LENGTH, bytes.length());
    return new SnpEvidence(
        report, CertificateTable.parse(table).chain(report.key().kind()), Optional.empty());
  }

  /** The same report under another set of claims, which lay beside it. */
  public SnpEvidence with(HclRuntime runtime) {
    return new SnpEvidence(report, certificates, Optional.of(runtime));
  }

  private static boolean isWrapped(Octets bytes) {
    return bytes.length() >= MAGIC.length() && bytes.slice(0, MAGIC.length()).equals(MAGIC);
  }

  private static void requireShort(Octets bytes) {
    if (bytes.length() > MAX_LENGTH) {
      throw ByteReader.malformed(
          "SNP evidence", "expected at most " + MAX_LENGTH + " bytes", "found " + bytes.length());
    }
  }
}
