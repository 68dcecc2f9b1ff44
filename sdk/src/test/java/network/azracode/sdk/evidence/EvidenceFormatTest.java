// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import network.azracode.sdk.protocol.Address;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.EnclaveBinding;
import network.azracode.sdk.protocol.NodeId;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.PolicyId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** E-78: evidence is told apart by its first bytes, a report with its host's certificates too. */
class EvidenceFormatTest {
  private static final Octets KEY = Octets.of("0x3001");
  private static final Octets INTERMEDIATE = Octets.of("0x300202");
  private static final Octets ROOT = Octets.of("0x30030303");
  private static final Bytes32 KEYED = Bytes32.ZERO;
  private static final EnclaveBinding BINDING =
      new EnclaveBinding(
          new NodeId(1),
          Address.ZERO,
          Address.ZERO,
          Bytes32.ZERO,
          new PolicyId(1),
          Bytes32.ZERO,
          1,
          Bytes32.ZERO);
  private static final Octets REPORT = new SnpForge(3).unsigned();

  private final Octets table =
      new CertificateTableForge()
          .with(CertificateTableForge.VCEK, KEY)
          .with(CertificateTableForge.ASK, INTERMEDIATE)
          .with(CertificateTableForge.ARK, ROOT)
          .table();

  @ParameterizedTest
  @CsvSource({
    "a500000000000000, PACKAGE",
    "8444a10138220000, NITRO",
    "d28444a101382200, NITRO",
    "0300020000000000, DCAP",
    "0400020081000000, DCAP",
    "0500020081000000, DCAP",
    "48434c4101000000, SNP",
    "00000000a0040000, SNP",
  })
  void theFirstBytesTellTheKind(String bytes, EvidenceFormat format) {
    assertThat(EvidenceFormat.of(Octets.of("0x" + bytes))).isEqualTo(format);
  }

  /** The last is a report's beginning, but too short for one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0200020000000000",
        "0600020000000000",
        "0300030000000000",
        "ff00020000000000",
        "a600000000000000",
        "8544a10138220000",
        "0300000000000000",
        "16000000a0040000",
        "00000000a1040000",
        "a5000000000000"
      })
  void bytesThatBeginLikeNoneOfThemAreRefused(String bytes) {
    refused(Octets.of("0x" + bytes));
  }

  @Test
  void asManyBytesAsTheLimitAreLookedAtAndNoMore() {
    byte[] most = Arrays.copyOf(HexFormat.of().parseHex("a5"), EvidenceFormat.MAX_LENGTH);
    assertThat(EvidenceFormat.of(Octets.of(most))).isEqualTo(EvidenceFormat.PACKAGE);
    refused(Octets.of(Arrays.copyOf(most, EvidenceFormat.MAX_LENGTH + 1)));
  }

  @Test
  void aReportBringsTheCertificatesThatLieBehindIt() {
    SnpEvidence evidence = snp(join(REPORT, table));
    assertThat(evidence.report()).isEqualTo(SnpReport.parse(REPORT));
    assertThat(evidence.certificates()).containsExactly(KEY, INTERMEDIATE, ROOT);
    assertThat(evidence.runtime()).isEmpty();
    assertThat(snp(REPORT).certificates()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void everyVersionOfAReportMayBringThem(int version) {
    assertThat(snp(join(new SnpForge(version).unsigned(), table)).certificates()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6})
  void aLongerFileOfAnotherVersionIsNoReport(int version) {
    refused(join(new SnpForge(version).unsigned(), table));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 23, 24, 2816})
  void zeroesBehindAReportArePadding(int length) {
    assertThat(snp(join(REPORT, Octets.of(new byte[length]))).certificates()).isEmpty();
  }

  /** Linux hands guests 4,000 bytes: the answer's header, the report, zeroes. */
  @Test
  void theFirmwaresAnswerIsReadWithItsHeader() {
    Octets header = join(Octets.of("0x00000000a0040000"), Octets.of(new byte[24]));
    Octets answer = join(header, REPORT);
    assertThat(snp(answer)).isEqualTo(snp(REPORT));
    assertThat(snp(join(answer, Octets.of(new byte[4000 - answer.length()]))))
        .isEqualTo(snp(REPORT));
    assertThat(snp(join(answer, table)).certificates()).containsExactly(KEY, INTERMEDIATE, ROOT);
    refused(answer.slice(0, answer.length() - 1));
    refused(join(header, new SnpForge(6).unsigned()));
  }

  @Test
  void anythingElseBehindAReportIsRefused() {
    refused(join(REPORT, Octets.of("0x01")));
    refused(join(REPORT, KEY));
    refused(join(REPORT, table.slice(0, table.length() - 1)));
    refused(join(REPORT, Octets.of(new byte[SnpEvidence.MAX_LENGTH - SnpReport.LENGTH + 1])));
    assertThat(snp(join(REPORT, Octets.of(new byte[SnpEvidence.MAX_LENGTH - SnpReport.LENGTH]))))
        .isNotNull();
  }

  @Test
  void whatIsInAPackageIsReadAsTheKindThatThePackageNames() {
    byte[] sgx = QuoteFieldsTest.quote(3, 0, 0, QuoteFieldsTest.numbered(384));
    byte[] tdx = QuoteFieldsTest.quote(4, 0x81, 0, QuoteFieldsTest.numbered(584));
    byte[] nitro = nitro().toByteArray();
    assertThat(parsed(EvidencePackage.SGX, sgx)).isEqualTo(DcapQuote.parse(sgx));
    assertThat(EvidenceFormat.parse(Octets.of(EvidencePackage.tdx(tdx, BINDING, KEYED).encode())))
        .isEqualTo(DcapQuote.parse(tdx));
    assertThat(parsed(EvidencePackage.NITRO, nitro)).isEqualTo(NitroDocument.parse(nitro()));
    assertThat(parsed(EvidencePackage.SEV_SNP, REPORT.toByteArray(), KEY))
        .isEqualTo(SnpEvidence.parse(REPORT, List.of(KEY)));
    refused(Octets.of(packaged(EvidencePackage.SGX, tdx).encode()));
    refused(Octets.of(packaged(EvidencePackage.TDX, sgx).encode()));
  }

  @Test
  void theVendorsBytesAreThoseInsideAPackageOrAllOfThem() {
    byte[] quote = QuoteFieldsTest.quote(3, 0, 0, QuoteFieldsTest.numbered(384));
    Octets bare = Octets.of(quote);
    Octets packaged = Octets.of(packaged(EvidencePackage.SGX, quote).encode());
    assertThat(EvidenceFormat.vendorsBytes(packaged)).isEqualTo(bare);
    assertThat(EvidenceFormat.vendorsBytes(bare)).isEqualTo(bare);
  }

  @Test
  void claimsThatLieBesideAReportAreItsRuntimeData() {
    HclRuntime runtime = HclRuntime.parse(Octets.of("{}".getBytes(UTF_8)));
    SnpEvidence bare = SnpEvidence.parse(REPORT, List.of(KEY));
    assertThat(bare.with(runtime).runtime()).contains(runtime);
    assertThat(bare.with(runtime).certificates()).containsExactly(KEY);
  }

  private static Evidence parsed(String type, byte[] evidence, Octets... certificates) {
    return EvidenceFormat.parse(Octets.of(packaged(type, evidence, certificates).encode()));
  }

  private static EvidencePackage packaged(String type, byte[] evidence, Octets... certificates) {
    return new EvidencePackage(type, Octets.of(evidence), BINDING, KEYED, List.of(certificates));
  }

  private static Octets nitro() {
    return new NitroForge(new byte[] {1}, List.of(new byte[] {2}), Instant.ofEpochSecond(1))
        .signedByNobody();
  }

  private static SnpEvidence snp(Octets bytes) {
    return (SnpEvidence) EvidenceFormat.parse(bytes);
  }

  private static Octets join(Octets first, Octets second) {
    return Octets.of(
        org.bouncycastle.util.Arrays.concatenate(first.toByteArray(), second.toByteArray()));
  }

  private static void refused(Octets bytes) {
    assertThatThrownBy(() -> EvidenceFormat.parse(bytes))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("evidence.malformed"));
  }
}
