// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import network.azracode.sdk.protocol.Octets;

/**
 * The platform's part of a quote: who vouches for the attestation key, and who for them.
 *
 * @param report SGX report of the quoting enclave; its report data binds the attestation key
 * @param signedReport the 384 bytes that the PCK key signs
 * @param reportSignature r ‖ s of the PCK key over the report
 * @param authenticationData hashed with the attestation key into the report
 */
public record QuotingEnclave(
    SgxReport report,
    Octets signedReport,
    Octets reportSignature,
    Octets authenticationData,
    CertificationData certification) {
  private static final int CERTIFICATION_DATA_TYPE = 6;

  /** Versions 4 and 5 wrap it in certification data of type 6, version 3 does not. */
  static QuotingEnclave read(int quoteVersion, ByteReader authData) {
    if (quoteVersion == DcapQuote.SGX_ONLY_VERSION) {
      return readParts(authData, "authentication data");
    }
    authData.expect(
        "certification data type",
        CERTIFICATION_DATA_TYPE,
        authData.u16("certification data type"));
    ByteReader outer =
        authData.within("certification data", authData.u32("certification data size"));
    authData.expectEnd("authentication data");
    return readParts(outer, "certification data");
  }

  private static QuotingEnclave readParts(ByteReader data, String what) {
    Octets signedReport = data.take("QE report", SgxReport.LENGTH);
    Octets signature = data.take("QE report signature", DcapQuote.SIGNATURE_LENGTH);
    Octets authentication =
        data.take("QE authentication data", data.u16("QE authentication data size"));
    CertificationData certification = CertificationData.read(data);
    data.expectEnd(what);
    return new QuotingEnclave(
        SgxReport.read(new ByteReader(signedReport)),
        signedReport,
        signature,
        authentication,
        certification);
  }
}
