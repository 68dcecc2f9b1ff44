// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import network.azracode.sdk.evidence.ReportData;
import network.azracode.sdk.evidence.TdReport;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Hex;

/**
 * Issues evidence in the exact form of an Intel TDX quote, version 4, under a root made on this
 * machine. It protects nothing: whoever reads its folder can attest to anything, which is why its
 * evidence is worth something only to policies that name this very root.
 */
public final class DevelopmentTee {
  private static final int QUOTE_VERSION = 4;
  private static final int ECDSA_P256 = 2;
  private static final int TDX = 0x81;
  private static final byte[] INTEL_QE_VENDOR = Hex.decode("0x939a7233f79c4ca9940a0db3957f0607");
  private static final int CERTIFICATION_DATA_TYPE = 6;
  private static final int PCK_CHAIN_TYPE = 5;
  private static final int HEADER_LENGTH = 48;

  private final DevelopmentAuthority authority;
  private final DevelopmentQuotingEnclave quotingEnclave;
  private final SecureRandom random;

  private DevelopmentTee(DevelopmentAuthority authority, SecureRandom random)
      throws GeneralSecurityException {
    this.authority = authority;
    this.random = random;
    this.quotingEnclave = DevelopmentQuotingEnclave.start(authority.pckKey(), random);
  }

  /**
   * Reads the development authority in the folder, or makes it there, once and in one step: several
   * processes may start at the same time.
   *
   * @throws AzraException {@code development.unusable}
   */
  public static DevelopmentTee open(Path folder, Clock clock, SecureRandom random) {
    try {
      return new DevelopmentTee(DevelopmentAuthority.open(folder, clock, random), random);
    } catch (IOException | GeneralSecurityException e) {
      throw new AzraException(
          "development.unusable", "expected a development authority in " + folder, e);
    }
  }

  /** The chain that quotes carry, as DER: leaf, intermediate, root. */
  public List<byte[]> certificates() {
    return authority.chain().stream().map(DevelopmentTee::der).toList();
  }

  /**
   * Issues a quote, as real hardware does for whoever runs on it.
   *
   * @param reportData 64 bytes of the enclave's choice
   * @param mrTd 48 bytes: the measurement of the code that asks
   */
  public byte[] quote(byte[] reportData, byte[] mrTd) {
    require("report data", ReportData.LENGTH, reportData);
    require("MRTD", TdReport.MEASUREMENT_LENGTH, mrTd);
    ByteBuffer signed =
        ByteBuffer.allocate(HEADER_LENGTH + TdReport.LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    putHeader(signed);
    putReport(signed, reportData, mrTd);
    byte[] chain = authority.chainPem();
    byte[] certification = certificationData(chain);
    byte[] signature = quotingEnclave.sign(signed.array(), random);
    byte[] attestationKey = quotingEnclave.attestationKey();
    int authDataSize = signature.length + attestationKey.length + 6 + certification.length;
    return ByteBuffer.allocate(signed.capacity() + 4 + authDataSize)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(signed.array())
        .putInt(authDataSize)
        .put(signature)
        .put(attestationKey)
        .putShort((short) CERTIFICATION_DATA_TYPE)
        .putInt(certification.length)
        .put(certification)
        .array();
  }

  private byte[] certificationData(byte[] chain) {
    byte[] report = quotingEnclave.report();
    byte[] signature = quotingEnclave.reportSignature();
    byte[] authenticationData = quotingEnclave.authenticationData();
    int size = report.length + signature.length + 2 + authenticationData.length + 6 + chain.length;
    return ByteBuffer.allocate(size)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(report)
        .put(signature)
        .putShort((short) authenticationData.length)
        .put(authenticationData)
        .putShort((short) PCK_CHAIN_TYPE)
        .putInt(chain.length)
        .put(chain)
        .array();
  }

  private static void putHeader(ByteBuffer quote) {
    quote
        .putShort((short) QUOTE_VERSION)
        .putShort((short) ECDSA_P256)
        .putInt(TDX)
        .putInt(0)
        .put(INTEL_QE_VENDOR)
        .put(new byte[20]);
  }

  /** A production trust domain with SEPT_VE_DISABLE, as Linux guests run; all else zero. */
  private static void putReport(ByteBuffer quote, byte[] reportData, byte[] mrTd) {
    byte[] measurement = new byte[TdReport.MEASUREMENT_LENGTH];
    quote
        .put(Hex.decode("0x07010700000000000000000000000000"))
        .put(measurement)
        .put(measurement)
        .put(new byte[8])
        .put(Hex.decode("0x0000001000000000"))
        .put(Hex.decode("0xe702060000000000"))
        .put(mrTd);
    for (int i = 0; i < 7; i++) {
      quote.put(measurement);
    }
    quote.put(reportData);
  }

  private static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was read or made has an encoding", e);
    }
  }

  private static void require(String what, int length, byte[] bytes) {
    if (bytes.length != length) {
      throw new AzraException(
          "bytes.length", "%s: expected %d bytes, found %d".formatted(what, length, bytes.length));
    }
  }
}
