// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** E-10: every field of a quote comes out from Intel's offset, in every version and body. */
class QuoteFieldsTest {
  private static final int SGX = 0;
  private static final int TDX = 0x81;
  private static final byte[] VENDOR = HexFormat.of().parseHex("939a7233f79c4ca9940a0db3957f0607");

  /** Version, TEE type, body type (0 for none), and how many bytes are signed. */
  @ParameterizedTest
  @CsvSource({
    "3, 0, 0, 384, 432",
    "4, 0, 0, 384, 432",
    "4, 129, 0, 584, 632",
    "5, 0, 1, 384, 438",
    "5, 129, 2, 584, 638",
    "5, 129, 3, 648, 702"
  })
  void everyVersionAndBodyGivesItsPartsWhole(
      int version, int tee, int bodyType, int bodyLength, int signedLength) {
    byte[] bytes = quote(version, tee, bodyType, numbered(bodyLength));
    DcapQuote quote = DcapQuote.parse(bytes);
    assertThat(quote.version()).isEqualTo(version);
    assertThat(quote.signedRange()).isEqualTo(Octets.of(bytes).slice(0, signedLength));
    assertThat(quote.signature()).isEqualTo(filled(64, 0x51));
    assertThat(quote.attestationKey()).isEqualTo(filled(64, 0x52));
    QuotingEnclave enclave = quote.quotingEnclave();
    assertThat(enclave.signedReport()).isEqualTo(Octets.of(numbered(384)));
    assertThat(enclave.report().mrSigner()).isEqualTo(field(128, 32));
    assertThat(enclave.reportSignature()).isEqualTo(filled(64, 0x53));
    assertThat(enclave.authenticationData()).isEqualTo(filled(32, 0x54));
    assertThat(enclave.certification().type()).isEqualTo(CertificationData.Type.PCK_CHAIN);
    assertThat(enclave.certification().data()).isEqualTo(filled(9, 0x55));
  }

  @Test
  void fieldsOfAnSgxReportComeFromTheirOffsets() {
    SgxReport report = (SgxReport) body(3, SGX, 0, numbered(384));
    assertThat(report.cpuSvn()).isEqualTo(field(0, 16));
    assertThat(report.miscSelect()).isEqualTo(field(16, 4));
    assertThat(report.isvExtProdId()).isEqualTo(field(32, 16));
    assertThat(report.attributes()).isEqualTo(field(48, 16));
    assertThat(report.mrEnclave()).isEqualTo(field(64, 32));
    assertThat(report.mrSigner()).isEqualTo(field(128, 32));
    assertThat(report.configId()).isEqualTo(field(192, 64));
    assertThat(report.isvProdId()).isEqualTo(number(256));
    assertThat(report.isvSvn()).isEqualTo(number(258));
    assertThat(report.configSvn()).isEqualTo(number(260));
    assertThat(report.isvFamilyId()).isEqualTo(field(304, 16));
    assertThat(report.reportData()).isEqualTo(field(320, 64));
  }

  @Test
  void fieldsOfATdReportComeFromTheirOffsets() {
    TdReport report = (TdReport) body(4, TDX, 0, numbered(584));
    assertThat(report.teeTcbSvn()).isEqualTo(field(0, 16));
    assertThat(report.mrSeam()).isEqualTo(field(16, 48));
    assertThat(report.mrSignerSeam()).isEqualTo(field(64, 48));
    assertThat(report.seamAttributes()).isEqualTo(field(112, 8));
    assertThat(report.tdAttributes()).isEqualTo(field(120, 8));
    assertThat(report.xfam()).isEqualTo(field(128, 8));
    assertThat(report.mrTd()).isEqualTo(field(136, 48));
    assertThat(report.mrConfigId()).isEqualTo(field(184, 48));
    assertThat(report.mrOwner()).isEqualTo(field(232, 48));
    assertThat(report.mrOwnerConfig()).isEqualTo(field(280, 48));
    assertThat(report.rtMr0()).isEqualTo(field(328, 48));
    assertThat(report.rtMr1()).isEqualTo(field(376, 48));
    assertThat(report.rtMr2()).isEqualTo(field(424, 48));
    assertThat(report.rtMr3()).isEqualTo(field(472, 48));
    assertThat(report.reportData()).isEqualTo(field(520, 64));
    assertThat(report.relaunch()).isEmpty();
  }

  @Test
  void aTdReportOfVersion15SaysWhatANewLaunchWouldGive() {
    TdReport report = (TdReport) body(5, TDX, 3, numbered(648));
    assertThat(report.relaunch()).contains(new TdReport.Relaunch(field(584, 16), field(600, 48)));
  }

  @Test
  void debugIsTheVendorsBitAndNoOther() {
    assertThat(sgx(48, 0xff & ~2).debug()).isFalse();
    assertThat(sgx(48, 2).debug()).isTrue();
    assertThat(td(120, 0xff & ~1).debug()).isFalse();
    assertThat(td(120, 1).debug()).isTrue();
    assertThat(td(123, 0xff & ~0x10).septVeDisable()).isFalse();
    assertThat(td(123, 0x10).septVeDisable()).isTrue();
  }

  /** Which TEE, body type and size go with each other in version 5. */
  @ParameterizedTest
  @CsvSource({"0, 2, 584", "0, 3, 648", "129, 1, 384", "129, 2, 648", "129, 3, 584", "129, 4, 584"})
  void aDescriptorThatDoesNotFitIsRefused(int tee, int bodyType, int bodyLength) {
    refused(quote(5, tee, bodyType, numbered(bodyLength)));
  }

  @Test
  void anSgxOnlyVersionIsOfNoOtherTee() {
    refused(quote(3, TDX, 0, numbered(584)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void theKindOfCertificationDataIsTold(int type) {
    byte[] quote = quote(3, SGX, 0, numbered(384));
    ByteBuffer.wrap(quote)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(432 + 4 + 128 + 384 + 64 + 2 + 32, (short) type);
    assertThat(DcapQuote.parse(quote).quotingEnclave().certification().type().code())
        .isEqualTo(type);
  }

  @Test
  void aKindThatIntelDoesNotKnowAndAnotherVendorAreRefused() {
    byte[] quote = quote(3, SGX, 0, numbered(384));
    for (int type : new int[] {0, 6}) {
      byte[] changed = quote.clone();
      changed[432 + 4 + 128 + 384 + 64 + 2 + 32] = (byte) type;
      refused(changed);
    }
    byte[] foreign = quote.clone();
    foreign[12] ^= 1;
    refused(foreign);
  }

  @Test
  void asManyBytesAsTheLimitAreRead() {
    byte[] quote = quote(4, TDX, 0, numbered(584));
    byte[] most = java.util.Arrays.copyOf(quote, DcapQuote.MAX_LENGTH);
    assertThat(DcapQuote.parse(most)).isEqualTo(DcapQuote.parse(quote));
  }

  private static QuoteBody body(int version, int tee, int bodyType, byte[] body) {
    return DcapQuote.parse(quote(version, tee, bodyType, body)).body();
  }

  private static SgxReport sgx(int offset, int value) {
    byte[] body = new byte[384];
    body[offset] = (byte) value;
    return (SgxReport) body(4, SGX, 0, body);
  }

  private static TdReport td(int offset, int value) {
    byte[] body = new byte[584];
    body[offset] = (byte) value;
    return (TdReport) body(4, TDX, 0, body);
  }

  static byte[] quote(int version, int tee, int bodyType, byte[] body) {
    byte[] parts = parts();
    int wrapping = version == 3 ? 0 : 6;
    int descriptor = version == 5 ? 6 : 0;
    int authLength = 128 + wrapping + parts.length;
    ByteBuffer quote = buffer(48 + descriptor + body.length + 4 + authLength);
    quote.putShort((short) version).putShort((short) 2).putInt(tee).putInt(0x01020304).put(VENDOR);
    quote.put(new byte[20]);
    if (descriptor > 0) {
      quote.putShort((short) bodyType).putInt(body.length);
    }
    quote.put(body).putInt(authLength);
    quote.put(filled(64, 0x51).toByteArray()).put(filled(64, 0x52).toByteArray());
    if (wrapping > 0) {
      quote.putShort((short) 6).putInt(parts.length);
    }
    return quote.put(parts).array();
  }

  private static byte[] parts() {
    ByteBuffer parts = buffer(384 + 64 + 2 + 32 + 2 + 4 + 9);
    parts.put(numbered(384)).put(filled(64, 0x53).toByteArray());
    parts.putShort((short) 32).put(filled(32, 0x54).toByteArray());
    return parts.putShort((short) 5).putInt(9).put(filled(9, 0x55).toByteArray()).array();
  }

  private static ByteBuffer buffer(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** No two fields alike. */
  static byte[] numbered(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 37 + (i >> 8) + 11);
    }
    return bytes;
  }

  private static Octets field(int offset, int length) {
    return Octets.of(numbered(648)).slice(offset, offset + length);
  }

  private static int number(int offset) {
    return field(offset, 2).unsignedByte(0) | field(offset, 2).unsignedByte(1) << 8;
  }

  private static Octets filled(int length, int value) {
    byte[] bytes = new byte[length];
    java.util.Arrays.fill(bytes, (byte) value);
    return Octets.of(bytes);
  }

  private static void refused(byte[] quote) {
    assertThatThrownBy(() -> DcapQuote.parse(quote))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("evidence.malformed"));
  }
}
