// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import network.azracode.sdk.protocol.Octets;

/**
 * The platform's part of a quote: who vouches for the attestation key, and who for them.
 *
 * @param report SGX report of the quoting enclave (384 bytes); its last 64 bytes bind the
 *     attestation key
 * @param reportSignature r ‖ s of the PCK key over the report
 * @param authenticationData hashed with the attestation key into the report
 * @param certificates PCK chain as PEM: leaf, intermediate, root
 */
public record QuotingEnclave(
    Octets report, Octets reportSignature, Octets authenticationData, Octets certificates) {
  private static final int REPORT_LENGTH = 384;
  private static final int REPORT_DATA_OFFSET = 320;
  private static final int CERTIFICATION_DATA_TYPE = 6;
  private static final int PCK_CHAIN_TYPE = 5;

  /** The 64 bytes by which the quoting enclave binds the attestation key. */
  public Octets reportData() {
    return report.slice(REPORT_DATA_OFFSET, REPORT_LENGTH);
  }

  static QuotingEnclave read(ByteReader authData) {
    authData.expect(
        "certification data type",
        CERTIFICATION_DATA_TYPE,
        authData.u16("certification data type"));
    ByteReader outer =
        authData.within("certification data", authData.u32("certification data size"));
    authData.expectEnd("authentication data");
    QuotingEnclave quotingEnclave = readCertificationData(outer);
    outer.expectEnd("certification data");
    return quotingEnclave;
  }

  private static QuotingEnclave readCertificationData(ByteReader data) {
    Octets report = data.take("QE report", REPORT_LENGTH);
    Octets signature = data.take("QE report signature", TdxQuote.SIGNATURE_LENGTH);
    Octets authentication =
        data.take("QE authentication data", data.u16("QE authentication data size"));
    data.expect(
        "PCK certification data type", PCK_CHAIN_TYPE, data.u16("PCK certification data type"));
    Octets certificates = data.take("PCK chain", data.u32("PCK chain size"));
    return new QuotingEnclave(report, signature, authentication, certificates);
  }
}
