// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;
import org.junit.jupiter.api.Test;

/** E-41: reports of every version are read as AMD lays them out, bare or as Azure wraps them. */
class SnpEvidenceTest {
  private static final String USER_DATA = "ab".repeat(64);
  private static final String JSON = "{\"keys\":[],\"user-data\":\"" + USER_DATA + "\"}";

  @Test
  void fieldsComeOutFromTheirOffsets() {
    byte[] numbered = new byte[SnpReport.LENGTH];
    for (int i = 0; i < numbered.length; i++) {
      numbered[i] = (byte) (i / 8);
    }
    SnpReport report =
        SnpReport.parse(
            new SnpForge(5)
                .bytes(0, numbered)
                .u32(SnpForge.VERSION, 5)
                .u32(SnpForge.GUEST_SVN, 0xfffffffeL)
                .u64(SnpForge.POLICY, 0x8000_0000_001f_0102L)
                .u32(SnpForge.VMPL, 0xffffffffL)
                .u32(SnpForge.ALGORITHM, 1)
                .u32(SnpForge.KEY_INFO, 0b0111)
                .bytes(SnpForge.CPU_ID, (byte) 0x19, (byte) 0xa1, (byte) 2)
                .unsigned());
    assertThat(report.version()).isEqualTo(5);
    assertThat(report.guestSvn()).isEqualTo(0xfffffffeL);
    assertThat(report.policy().abiMinor()).isEqualTo(2);
    assertThat(report.policy().abiMajor()).isEqualTo(1);
    assertThat(report.policy().smt()).isTrue();
    assertThat(report.policy().migratable()).isTrue();
    assertThat(report.policy().debug()).isTrue();
    assertThat(report.policy().singleSocket()).isTrue();
    assertThat(report.policy().bit(63)).isTrue();
    assertThat(report.policy().bit(21)).isFalse();
    assertThat(report.vmpl()).isEqualTo(0xffffffffL);
    assertThat(report.currentTcb()).isEqualTo(eighth(0x38, 1));
    assertThat(report.platformInfo()).isEqualTo(0x0808080808080808L);
    assertThat(report.key().authorKeyEnabled()).isTrue();
    assertThat(report.key().chipKeyMasked()).isTrue();
    assertThat(report.key().kind()).isEqualTo(ReportKey.Kind.VLEK);
    assertThat(report.familyId()).isEqualTo(eighth(0x10, 2));
    assertThat(report.imageId()).isEqualTo(eighth(0x20, 2));
    assertThat(report.reportData()).isEqualTo(eighth(0x50, 8));
    assertThat(report.measurement()).isEqualTo(eighth(0x90, 6));
    assertThat(report.hostData()).isEqualTo(eighth(0xc0, 4));
    assertThat(report.idKeyDigest()).isEqualTo(eighth(0xe0, 6));
    assertThat(report.authorKeyDigest()).isEqualTo(eighth(0x110, 6));
    assertThat(report.reportId()).isEqualTo(eighth(0x140, 4));
    assertThat(report.reportIdMa()).isEqualTo(eighth(0x160, 4));
    assertThat(report.reportedTcb()).isEqualTo(eighth(0x180, 1));
    assertThat(report.cpuId()).contains(new CpuId(0x19, 0xa1, 2));
    assertThat(report.chipId()).isEqualTo(eighth(0x1a0, 8));
    assertThat(report.committedTcb()).isEqualTo(eighth(0x1e0, 1));
    assertThat(report.currentFirmware()).isEqualTo(new FirmwareVersion(0x3d, 0x3d, 0x3d));
    assertThat(report.committedFirmware()).isEqualTo(new FirmwareVersion(0x3d, 0x3d, 0x3d));
    assertThat(report.launchTcb()).isEqualTo(eighth(0x1f0, 1));
    assertThat(report.launchMitigations()).isEqualTo(0x3f3f3f3f3f3f3f3fL);
    assertThat(report.currentMitigations()).isEqualTo(0x4040404040404040L);
    assertThat(report.signedRange().length()).isEqualTo(672);
    assertThat(report.signature()).isEqualTo(eighth(0x2a0, 64));
  }

  @Test
  void whatAVersionDoesNotHaveIsNotReadIntoIt() {
    SnpForge forge =
        new SnpForge(2).bytes(SnpForge.CPU_ID, (byte) 0x1a, (byte) 2).u64(0x1f8, 1).u64(0x200, 2);
    SnpReport two = SnpReport.parse(forge.unsigned());
    assertThat(two.cpuId()).isEmpty();
    assertThat(two.launchMitigations()).isZero();
    for (int version : List.of(3, 4)) {
      SnpReport report = SnpReport.parse(forge.u32(SnpForge.VERSION, version).unsigned());
      assertThat(report.cpuId()).contains(new CpuId(0x1a, 2, 0));
      assertThat(report.currentMitigations()).isZero();
    }
    SnpReport five = SnpReport.parse(forge.u32(SnpForge.VERSION, 5).unsigned());
    assertThat(five.currentMitigations()).isEqualTo(2);
  }

  @Test
  void bitsAndBytesThatATableCallsReservedAreNoError() {
    SnpForge forge = new SnpForge(5).u64(SnpForge.PLATFORM_INFO, -1).u64(0x210, -1).u32(0x4c, -1);
    assertThat(SnpReport.parse(forge.unsigned()).platformInfo()).isEqualTo(-1);
  }

  @Test
  void keysThatSignNothingAreOther() {
    for (int key = 2; key < 8; key++) {
      SnpForge forge = new SnpForge(3).u32(SnpForge.KEY_INFO, key << 2);
      assertThat(SnpReport.parse(forge.unsigned()).key().kind()).isEqualTo(ReportKey.Kind.OTHER);
    }
  }

  @Test
  void otherVersionsAlgorithmsLengthsAndPoliciesAreRefused() {
    refused(new SnpForge(1).unsigned(), "SNP report version: expected 2 to 5, found 1");
    refused(new SnpForge(6).unsigned(), "SNP report version: expected 2 to 5, found 6");
    refused(
        new SnpForge(3).u32(SnpForge.ALGORITHM, 2).unsigned(),
        "signature algorithm: expected 1, found 2");
    refused(
        new SnpForge(3).u64(SnpForge.POLICY, 0x10000).unsigned(),
        "policy bit 17: expected 1, found 0");
    byte[] report = new SnpForge(3).unsigned().toByteArray();
    for (int length : List.of(0, 3, 1183, 1185)) {
      refused(
          Octets.of(Arrays.copyOf(report, length)),
          "SNP report length: expected 1184, found " + length);
    }
    refused(Octets.of(new byte[SnpEvidence.MAX_LENGTH + 1]), "expected at most 32768 bytes");
  }

  @Test
  void azuresWrappingGivesReportAndRuntimeData() {
    SnpEvidence evidence = SnpEvidence.parse(wrapped(2, 1, JSON.length()), List.of());
    assertThat(evidence.report()).isEqualTo(SnpReport.parse(new SnpForge(3).unsigned()));
    HclRuntime runtime = evidence.runtime().orElseThrow();
    assertThat(runtime.json()).isEqualTo(Octets.of(JSON.getBytes(StandardCharsets.UTF_8)));
    assertThat(runtime.userData()).contains(Octets.of("0x" + USER_DATA));
  }

  @Test
  void azuresWrappingOfAnotherKindOrLengthIsRefused() {
    refused(wrapped(3, 1, JSON.length()), "runtime data report type: expected 2, found 3");
    byte[] ofTdx = wrapped(4, 1, JSON.length()).toByteArray();
    ofTdx[32] = (byte) 0x81;
    refused(Octets.of(ofTdx), "found one of TDX, type 4: only the quote");
    refused(wrapped(2, 2, JSON.length()), "runtime data hash type: expected 1, found 2");
    refused(wrapped(2, 1, 0xffffffffL), "runtime data: expected 4294967295 bytes");
    refused(wrapped(2, 1, 0), "runtime data: expected a JSON object");
    byte[] whole = wrapped(2, 1, JSON.length()).toByteArray();
    for (int length = 4; length < 1216 + 20 + JSON.length(); length += 7) {
      refused(Octets.of(Arrays.copyOf(whole, length)), "expected");
    }
  }

  @Test
  void runtimeDataThatIsNoSingleJsonObjectIsRefusedUnquoted() {
    for (String json : List.of("", "[]", "{", "{}{}", "{\"a\":1,\"a\":2}", "secret")) {
      assertThatThrownBy(() -> runtime(json))
          .hasMessageContaining("expected a JSON object")
          .hasMessageNotContaining("secret");
    }
    assertThatThrownBy(() -> runtime(" ".repeat(HclRuntime.MAX_LENGTH + 1)))
        .hasMessageContaining("expected at most 16384 bytes");
  }

  @Test
  void claimsThatAreNotTheGuests64BytesBindNothing() {
    for (String claim : List.of("1", "\"zz\"", "\"ab\"", "null")) {
      assertThat(runtime("{\"user-data\":" + claim + "}").userData()).isEmpty();
    }
    assertThat(runtime("{}").userData()).isEmpty();
    assertThat(runtime("{\"user-data\":\"" + USER_DATA.toUpperCase(Locale.ROOT) + "\"}").userData())
        .contains(Octets.of("0x" + USER_DATA));
  }

  private static HclRuntime runtime(String json) {
    return HclRuntime.parse(Octets.of(json.getBytes(StandardCharsets.UTF_8)));
  }

  /** As the virtual TPM pads it: zeroes behind the JSON. */
  private static Octets wrapped(int reportType, int hashType, long declaredLength) {
    ByteArrayOutputStream blob = new ByteArrayOutputStream();
    blob.writeBytes("HCLA".getBytes(StandardCharsets.US_ASCII));
    blob.writeBytes(new byte[28]);
    blob.writeBytes(new SnpForge(3).unsigned().toByteArray());
    blob.writeBytes(
        ByteBuffer.allocate(20)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(20 + JSON.length())
            .putInt(1)
            .putInt(reportType)
            .putInt(hashType)
            .putInt((int) declaredLength)
            .array());
    blob.writeBytes(JSON.getBytes(StandardCharsets.UTF_8));
    blob.writeBytes(new byte[100]);
    return Octets.of(blob.toByteArray());
  }

  private static Octets eighth(int offset, int count) {
    byte[] bytes = new byte[8 * count];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ((offset + i) / 8);
    }
    return Octets.of(bytes);
  }

  private static void refused(Octets bytes, String message) {
    assertThatThrownBy(() -> SnpEvidence.parse(bytes, List.of()))
        .isInstanceOfSatisfying(
            AzraException.class, e -> assertThat(e.code()).isEqualTo("evidence.malformed"))
        .hasMessageContaining(message);
  }
}
