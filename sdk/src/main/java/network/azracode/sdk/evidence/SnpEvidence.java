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

  /** Status 0, then the report's length: so a guest's message to the firmware is answered. */
  private static final Octets RESPONSE = Octets.of("0x00000000a0040000");

  private static final int RESPONSE_HEADER_LENGTH = 32;
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
   * Reads a report with what guests tend to keep around it: the header of the firmware's answer
   * (SEV-SNP ABI, MSG_REPORT_RSP) before it, or behind it the table of certificates of their host,
   * as an extended guest request answers it. Zeroes behind a report are padding.
   *
   * @throws network.azracode.sdk.protocol.AzraException {@code evidence.malformed}
   */
  static SnpEvidence parseExtended(Octets bytes) {
    if (bytes.length() <= SnpReport.LENGTH || isWrapped(bytes)) {
      return parse(bytes, List.of());
    }
    requireShort(bytes);
    ByteReader file = new ByteReader(bytes);
    if (isResponse(bytes)) {
      file.take("response header", RESPONSE_HEADER_LENGTH);
    }
    SnpReport report = SnpReport.parse(file.take("SNP report", SnpReport.LENGTH));
    Octets behind = file.take("certificate table", file.left());
    CertificateTable table = CertificateTable.parse(behind.isZero() ? Octets.EMPTY : behind);
    return new SnpEvidence(report, table.chain(report.key().kind()), Optional.empty());
  }

  /**
   * {@inheritDoc} Under Azure's paravisor the report data is taken by a hash, and the guest's own
   * bytes are the user data that the hash covers; empty where there are none.
   */
  @Override
  public Octets reportData() {
    return runtime
        .map(HclRuntime::userData)
        .map(userData -> userData.orElse(Octets.EMPTY))
        .orElse(report.reportData());
  }

  @Override
  public boolean debug() {
    return report.policy().debug();
  }

  /** The same report under another set of claims, which lay beside it. */
  public SnpEvidence with(HclRuntime runtime) {
    return new SnpEvidence(report, certificates, Optional.of(runtime));
  }

  /** Whether the firmware's answer begins so. */
  static boolean isResponse(Octets bytes) {
    return bytes.length() >= RESPONSE.length()
        && bytes.slice(0, RESPONSE.length()).equals(RESPONSE);
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
