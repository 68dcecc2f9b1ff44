// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.azracode.sdk.attestation.pki.Refused;
import network.azracode.sdk.evidence.CpuId;
import network.azracode.sdk.evidence.FirmwareVersion;
import network.azracode.sdk.evidence.ReportKey;
import network.azracode.sdk.evidence.SnpEvidence;
import network.azracode.sdk.evidence.SnpReport;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.vectors.VectorCase;
import network.azracode.sdk.vectors.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** E-46: real SEV-SNP evidence under AMD's roots, and the same evidence attacked. */
class RealSnpEvidenceTest {
  private final SnpVerifier verifier = new SnpVerifier(TrustAnchors.vendors());

  static List<VectorCase> good() {
    return Vectors.ofKind("snp").stream().filter(VectorCase::genuine).toList();
  }

  @ParameterizedTest
  @MethodSource("good")
  void goodEvidenceVerifiesAndItsFieldsAreRead(VectorCase real) {
    VerifiedSnp verified = verify(evidence(real), real.verifyAt());
    JsonNode fields = real.expected().get("fields");
    SnpReport report = verified.report();
    assertThat(report.version()).isEqualTo(fields.get("version").asInt());
    assertThat(report.guestSvn()).isEqualTo(fields.get("guest_svn").asLong());
    assertThat("%016x".formatted(report.policy().bits()))
        .isEqualTo(fields.get("policy").asString());
    assertThat(Long.toHexString(report.platformInfo()))
        .isEqualTo(fields.get("platform_info").asString());
    assertThat(report.vmpl()).isEqualTo(fields.get("vmpl").asLong());
    assertThat(report.key().bits()).isEqualTo(fields.get("key_info").asLong());
    assertThat(report.familyId()).isEqualTo(hex(fields, "family_id"));
    assertThat(report.imageId()).isEqualTo(hex(fields, "image_id"));
    assertThat(report.reportData()).isEqualTo(hex(fields, "report_data"));
    assertThat(report.measurement()).isEqualTo(hex(fields, "measurement"));
    assertThat(report.hostData()).isEqualTo(hex(fields, "host_data"));
    assertThat(report.idKeyDigest()).isEqualTo(hex(fields, "id_key_digest"));
    assertThat(report.authorKeyDigest()).isEqualTo(hex(fields, "author_key_digest"));
    assertThat(report.reportId()).isEqualTo(hex(fields, "report_id"));
    assertThat(report.reportIdMa()).isEqualTo(hex(fields, "report_id_ma"));
    assertThat(report.chipId()).isEqualTo(hex(fields, "chip_id"));
    assertThat(report.currentTcb()).isEqualTo(hex(fields, "current_tcb"));
    assertThat(report.reportedTcb()).isEqualTo(hex(fields, "reported_tcb"));
    assertThat(report.committedTcb()).isEqualTo(hex(fields, "committed_tcb"));
    assertThat(report.launchTcb()).isEqualTo(hex(fields, "launch_tcb"));
    assertThat(report.currentFirmware()).isEqualTo(firmware(fields.get("cur_build")));
    assertThat(report.committedFirmware()).isEqualTo(firmware(fields.get("com_build")));
    assertThat(report.launchMitigations()).isEqualTo(littleEndian(fields, "launch_mit"));
    assertThat(report.currentMitigations()).isEqualTo(littleEndian(fields, "cur_mit"));
    assertThat(report.cpuId().orElse(new CpuId(0, 0, 0))).isEqualTo(cpuId(fields));
    assertThat(verified.debug()).isEqualTo(fields.get("debug").asInt() == 1);
    assertThat(verified.endorsed().key().kind().name())
        .isEqualTo(real.expected().get("vek").get("kind").asString());
    assertThat(verified.expiresAt()).isEqualTo(real.notAfter());
  }

  static List<VectorCase> bad() {
    return Vectors.ofKind("snp").stream().filter(real -> !real.genuine()).toList();
  }

  @ParameterizedTest
  @MethodSource("bad")
  void evidenceWithAForgedKeyIsRefused(VectorCase real) {
    Refused.with("evidence.chain.signature", () -> verify(evidence(real), real.verifyAt()));
  }

  @ParameterizedTest
  @MethodSource("good")
  void evidenceIsValidWithinItsWindowOnly(VectorCase real) {
    SnpEvidence evidence = evidence(real);
    Instant from = real.notBefore();
    Instant until = real.notAfter();
    assertThat(verify(evidence, from).verifiedAt()).isEqualTo(from);
    assertThat(verify(evidence, until).verifiedAt()).isEqualTo(until);
    Refused.with("evidence.chain.notYetValid", () -> verify(evidence, from.minusSeconds(1)));
    Refused.with("evidence.chain.expired", () -> verify(evidence, until.plusSeconds(1)));
  }

  /** Signed range and signature, each byte with another bit: nothing of it may be ignored. */
  @ParameterizedTest
  @MethodSource("good")
  void noReportVerifiesWithAFlippedByte(VectorCase real) {
    Instant at = real.verifyAt();
    byte[] report = real.evidence().toByteArray();
    for (int i = 0; i < report.length; i++) {
      byte[] flipped = report.clone();
      flipped[i] ^= (byte) (1 << i % 8);
      assertThatThrownBy(
              () -> verify(SnpEvidence.parse(Octets.of(flipped), certificates(real)), at))
          .as("byte %d flipped", i)
          .isInstanceOfSatisfying(
              AzraException.class, e -> assertThat(e.code()).startsWith("evidence."));
    }
  }

  @ParameterizedTest
  @MethodSource("good")
  void noTruncatedReportIsRead(VectorCase real) {
    byte[] report = real.evidence().toByteArray();
    for (int length = 0; length < report.length; length++) {
      Octets truncated = Octets.of(Arrays.copyOf(report, length));
      Refused.with("evidence.malformed", () -> SnpEvidence.parse(truncated, certificates(real)));
    }
  }

  /** Every byte of the endorsement key's certificate: AMD signed all of it. */
  @Test
  void noReportVerifiesUnderADamagedCertificate() {
    VectorCase real = good().getLast();
    byte[] vek = certificates(real).getFirst().toByteArray();
    for (int i = 0; i < vek.length; i += 5) {
      byte[] flipped = vek.clone();
      flipped[i] ^= (byte) (1 << i % 8);
      List<Octets> certificates = new ArrayList<>(certificates(real));
      certificates.set(0, Octets.of(flipped));
      assertThatThrownBy(
              () -> verify(SnpEvidence.parse(real.evidence(), certificates), real.verifyAt()))
          .as("byte %d flipped", i)
          .isInstanceOfSatisfying(
              AzraException.class, e -> assertThat(e.code()).startsWith("evidence."));
    }
  }

  @Test
  void noReportVerifiesUnderAnothersCertificates() {
    List<VectorCase> cases = good();
    for (VectorCase report : cases) {
      for (VectorCase other : cases) {
        if (!certificates(report).equals(certificates(other))) {
          SnpEvidence crossed = SnpEvidence.parse(report.evidence(), certificates(other));
          assertThatThrownBy(() -> verify(crossed, other.verifyAt()))
              .as("%s under the certificates of %s", report, other)
              .isInstanceOf(AzraException.class);
        }
      }
    }
  }

  /** A second Turin chip, of which there is no report. */
  @Test
  void anotherRealTurinCertificateIsOfAnotherChip() throws IOException {
    VectorCase turin =
        good().stream().filter(c -> c.name().startsWith("snp/turin")).findFirst().orElseThrow();
    Path file = AttestationVectors.folder().resolve("snp-extra/turin_vcek_virtee.der");
    List<Octets> certificates = new ArrayList<>(certificates(turin));
    certificates.set(0, Octets.of(Files.readAllBytes(file)));
    Refused.with(
        "evidence.endorsement.tcb",
        () ->
            verify(
                SnpEvidence.parse(turin.evidence(), certificates),
                Instant.parse("2028-01-01T00:00:00Z")));
  }

  @Test
  void providersAreNamedUnderAVlek() {
    VectorCase cloud =
        good().stream().filter(c -> c.name().contains("vlek")).findFirst().orElseThrow();
    VerifiedSnp verified = verify(evidence(cloud), cloud.verifyAt());
    assertThat(verified.endorsed().key().kind()).isEqualTo(ReportKey.Kind.VLEK);
    assertThat(verified.endorsed().key().provider().orElseThrow()).contains("amazonaws.com");
  }

  private VerifiedSnp verify(SnpEvidence evidence, Instant at) {
    return verifier.verify(evidence, Collateral.NONE, at);
  }

  private static SnpEvidence evidence(VectorCase real) {
    return SnpEvidence.parse(real.evidence(), certificates(real));
  }

  private static List<Octets> certificates(VectorCase real) {
    return SnpVerifier.CERTIFICATE_DOCUMENTS.stream().map(real.collateral()::document).toList();
  }

  private static FirmwareVersion firmware(JsonNode build) {
    return new FirmwareVersion(build.get(0).asInt(), build.get(1).asInt(), build.get(2).asInt());
  }

  private static CpuId cpuId(JsonNode fields) {
    byte[] bytes = hex(fields, "fms").toByteArray();
    return new CpuId(bytes[0], bytes[1], bytes[2]);
  }

  private static long littleEndian(JsonNode fields, String name) {
    return Long.reverseBytes(Long.parseUnsignedLong(fields.get(name).asString(), 16));
  }

  private static Octets hex(JsonNode fields, String name) {
    return Octets.of("0x" + fields.get(name).asString());
  }
}
