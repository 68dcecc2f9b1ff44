// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import network.azracode.sdk.protocol.Octets;

/**
 * An Intel DCAP quote, version 4, of a TDX trust domain. Parsed, not believed.
 *
 * @param signedRange header and report: the 632 bytes that the attestation key signs
 * @param signature r ‖ s
 * @param attestationKey x ‖ y on P-256, not checked here
 */
public record TdxQuote(
    TdReport report,
    Octets signedRange,
    Octets signature,
    Octets attestationKey,
    QuotingEnclave quotingEnclave)
    implements Evidence {
  public static final int MAX_LENGTH = 32_768;
  static final int SIGNATURE_LENGTH = 64;
  private static final int KEY_LENGTH = 64;
  private static final int HEADER_LENGTH = 48;
  private static final int VERSION = 4;
  private static final int ECDSA_P256 = 2;
  private static final long TDX = 0x81;
  private static final Octets INTEL_QE_VENDOR = Octets.of("0x939a7233f79c4ca9940a0db3957f0607");

  /**
   * Bytes after the authentication data are ignored, as all verifiers do: real quotes carry them.
   *
   * @throws network.azracode.sdk.protocol.AzraException {@code evidence.malformed}
   */
  public static TdxQuote parse(byte[] bytes) {
    if (bytes.length > MAX_LENGTH) {
      throw ByteReader.malformed(
          "quote", "expected at most " + MAX_LENGTH + " bytes", "found " + bytes.length);
    }
    Octets octets = Octets.of(bytes);
    ByteReader quote = new ByteReader(octets);
    readHeader(quote.within("header", HEADER_LENGTH));
    TdReport report = TdReport.read(quote.within("TD report", TdReport.LENGTH));
    ByteReader authData =
        quote.within("authentication data", quote.u32("authentication data size"));
    return new TdxQuote(
        report,
        octets.slice(0, HEADER_LENGTH + TdReport.LENGTH),
        authData.take("quote signature", SIGNATURE_LENGTH),
        authData.take("attestation key", KEY_LENGTH),
        QuotingEnclave.read(authData));
  }

  private static void readHeader(ByteReader header) {
    header.expect("quote version", VERSION, header.u16("quote version"));
    header.expect("attestation key type", ECDSA_P256, header.u16("attestation key type"));
    header.expect("TEE type", TDX, header.u32("TEE type"));
    header.take("reserved", 4);
    Octets vendor = header.take("QE vendor", 16);
    if (!vendor.equals(INTEL_QE_VENDOR)) {
      throw ByteReader.malformed("QE vendor", "expected " + INTEL_QE_VENDOR, "found " + vendor);
    }
    header.take("user data", 20);
    header.expectEnd("header");
  }
}
