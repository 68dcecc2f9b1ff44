// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import network.azracode.sdk.attestation.pki.Refused;
import network.azracode.sdk.evidence.CertificateTableForge;
import network.azracode.sdk.evidence.EvidencePackage;
import network.azracode.sdk.evidence.ReportData;
import network.azracode.sdk.evidence.SnpForge;
import network.azracode.sdk.protocol.Bytes32;
import network.azracode.sdk.protocol.EnclaveBinding;
import network.azracode.sdk.protocol.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** E-73: an SNP guest's evidence brings the certificates that its host keeps. */
@Timeout(120)
class TsmSourceTest {
  private static final Octets KEY = Octets.of("0x3001");
  private static final Octets INTERMEDIATE = Octets.of("0x3002");
  private static final Octets ROOT = Octets.of("0x3003");
  private static final Octets TABLE =
      new CertificateTableForge()
          .with(CertificateTableForge.VCEK, KEY)
          .with(CertificateTableForge.ASK, INTERMEDIATE)
          .with(CertificateTableForge.ARK, ROOT)
          .table();
  private static final PublicKeys KEYS = new PublicKeys(Octets.EMPTY, Bytes32.ZERO);
  private static final EnclaveBinding BINDING =
      new EnclaveBinding(
          Bench.NODE,
          Bench.OPERATOR,
          Bench.OPERATOR,
          Bytes32.ZERO,
          Bench.POLICY,
          Bytes32.ZERO,
          1,
          Bytes32.ZERO);

  private final Path root;

  TsmSourceTest(@TempDir Path root) {
    this.root = root;
  }

  @Test
  void certificatesOfTheHostComeWithAReport() {
    assertThat(evidence("sev_guest", TABLE, List.of()).certificates())
        .containsExactly(KEY, INTERMEDIATE, ROOT);
  }

  @Test
  void certificatesThatAreConfiguredGoBeforeTheHosts() {
    assertThat(evidence("sev_guest", TABLE, List.of(ROOT)).certificates()).containsExactly(ROOT);
  }

  @Test
  void aHostWithoutCertificatesLeavesThemToTheVerifier() {
    EvidencePackage evidence = evidence("sev_guest", Octets.EMPTY, List.of());
    assertThat(evidence.type()).isEqualTo(EvidencePackage.SEV_SNP);
    assertThat(evidence.certificates()).isEmpty();
  }

  @Test
  void aTableThatIsNoneIsAnErrorWithACode() {
    Refused.with("evidence.malformed", () -> evidence("sev_guest", TABLE.slice(0, 30), List.of()));
  }

  @Test
  void anUnknownProviderIsNoSource() {
    Refused.with("tee.unavailable", () -> evidence("arm_cca_guest", Octets.EMPTY, List.of()));
  }

  /** The kernel's part is played at the moment when the source would wait for it. */
  private EvidencePackage evidence(String provider, Octets table, List<Octets> configured) {
    TsmReports reports = new TsmReports(root, new SecureRandom(), _ -> answer(provider, table));
    return new TsmSource(reports, configured).evidence(BINDING, KEYS, Bench.REGISTRY);
  }

  private void answer(String provider, Octets table) {
    try (var requests = Files.newDirectoryStream(root)) {
      for (Path request : requests) {
        Path generation = request.resolve("generation");
        if (!Files.exists(generation)) {
          Files.writeString(request.resolve("provider"), provider + "\n");
          Files.write(request.resolve("inblob"), new byte[0]);
          Files.write(request.resolve("outblob"), new byte[0]);
          Files.write(request.resolve("auxblob"), table.toByteArray());
          Files.writeString(generation, "0\n");
        } else if (Files.size(request.resolve("inblob")) == ReportData.LENGTH) {
          Files.write(request.resolve("outblob"), new SnpForge(3).unsigned().toByteArray());
          Files.writeString(generation, "1\n");
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
