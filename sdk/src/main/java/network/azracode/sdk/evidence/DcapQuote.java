// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import java.util.Set;
import network.azracode.sdk.protocol.Octets;

/**
 * An Intel DCAP quote: version 3 (SGX), 4 or 5 (SGX and TDX). Parsed, not believed.
 *
 * @param version 3, 4 or 5
 * @param signedRange header, descriptor (version 5) and body: what the attestation key signs
 * @param signature r ‖ s
 * @param attestationKey x ‖ y on P-256, not checked here
 */
public record DcapQuote(
    int version,
    QuoteBody body,
    Octets signedRange,
    Octets signature,
    Octets attestationKey,
    QuotingEnclave quotingEnclave)
    implements Evidence {
  public static final int MAX_LENGTH = 32_768;
  static final int SIGNATURE_LENGTH = 64;
  static final int SGX_ONLY_VERSION = 3;
  private static final int DESCRIBED_BODY_VERSION = 5;
  private static final int KEY_LENGTH = 64;
  private static final int HEADER_LENGTH = 48;
  private static final int DESCRIPTOR_LENGTH = 6;
  private static final int ECDSA_P256 = 2;
  private static final long SGX = 0;
  private static final long TDX = 0x81;
  private static final Octets INTEL_QE_VENDOR = Octets.of("0x939a7233f79c4ca9940a0db3957f0607");

  @Override
  public Octets reportData() {
    return body.reportData();
  }

  @Override
  public boolean debug() {
    return body.debug();
  }

  /**
   * Bytes after the authentication data are ignored, as all verifiers do: real quotes carry them.
   *
   * @throws network.azracode.sdk.protocol.AzraException {@code evidence.malformed}
   */
  public static DcapQuote parse(byte[] bytes) {
    if (bytes.length > MAX_LENGTH) {
      throw ByteReader.malformed(
          "quote", "expected at most " + MAX_LENGTH + " bytes", "found " + bytes.length);
    }
    Octets octets = Octets.of(bytes);
    ByteReader quote = new ByteReader(octets);
    Header header = Header.read(quote.within("header", HEADER_LENGTH));
    Body body = Body.read(header, quote);
    ByteReader authData =
        quote.within("authentication data", quote.u32("authentication data size"));
    return new DcapQuote(
        header.version,
        body.content,
        octets.slice(0, HEADER_LENGTH + body.signedLength),
        authData.take("quote signature", SIGNATURE_LENGTH),
        authData.take("attestation key", KEY_LENGTH),
        QuotingEnclave.read(header.version, authData));
  }

  private record Header(int version, long teeType) {
    private static final Set<Integer> VERSIONS =
        Set.of(SGX_ONLY_VERSION, 4, DESCRIBED_BODY_VERSION);

    static Header read(ByteReader header) {
      int version = header.u16("quote version");
      if (!VERSIONS.contains(version)) {
        throw ByteReader.malformed("quote version", "expected 3, 4 or 5", "found " + version);
      }
      header.expect("attestation key type", ECDSA_P256, header.u16("attestation key type"));
      long teeType = header.u32("TEE type");
      if (teeType != SGX && (teeType != TDX || version == SGX_ONLY_VERSION)) {
        throw ByteReader.malformed(
            "TEE type",
            version == SGX_ONLY_VERSION ? "expected 0 (SGX)" : "expected 0 (SGX) or 129 (TDX)",
            "found " + teeType);
      }
      header.take("QE and PCE SVN", 4);
      Octets vendor = header.take("QE vendor", 16);
      if (!vendor.equals(INTEL_QE_VENDOR)) {
        throw ByteReader.malformed("QE vendor", "expected " + INTEL_QE_VENDOR, "found " + vendor);
      }
      header.take("user data", 20);
      header.expectEnd("header");
      return new Header(version, teeType);
    }
  }

  /**
   * @param signedLength of body and, in version 5, its descriptor
   */
  private record Body(QuoteBody content, int signedLength) {
    static Body read(Header header, ByteReader quote) {
      if (header.version != DESCRIBED_BODY_VERSION) {
        return header.teeType == SGX
            ? sgx(quote, SgxReport.LENGTH)
            : td(quote, TdReport.LENGTH, TdReport.LENGTH);
      }
      int type = quote.u16("body type");
      long size = quote.u32("body size");
      return switch (type) {
        case 1 -> described(header, SGX, size, SgxReport.LENGTH, quote);
        case 2 -> described(header, TDX, size, TdReport.LENGTH, quote);
        case 3 -> described(header, TDX, size, TdReport.LENGTH_1_5, quote);
        default -> throw ByteReader.malformed("body type", "expected 1, 2 or 3", "found " + type);
      };
    }

    private static Body described(
        Header header, long teeType, long size, int expectedSize, ByteReader quote) {
      quote.expect("TEE type of this body type", teeType, header.teeType);
      quote.expect("body size", expectedSize, size);
      int signedLength = DESCRIPTOR_LENGTH + expectedSize;
      return teeType == SGX ? sgx(quote, signedLength) : td(quote, expectedSize, signedLength);
    }

    private static Body sgx(ByteReader quote, int signedLength) {
      return new Body(SgxReport.read(quote.within("SGX report", SgxReport.LENGTH)), signedLength);
    }

    private static Body td(ByteReader quote, int length, int signedLength) {
      return new Body(TdReport.read(quote.within("TD report", length)), signedLength);
    }
  }
}
