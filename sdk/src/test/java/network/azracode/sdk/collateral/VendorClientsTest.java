// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.collateral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import network.azracode.sdk.attestation.Collateral;
import network.azracode.sdk.attestation.EvidenceVerifier;
import network.azracode.sdk.attestation.TrustAnchors;
import network.azracode.sdk.attestation.pki.Refused;
import network.azracode.sdk.attestation.pki.TestCertificate;
import network.azracode.sdk.attestation.pki.TestCrl;
import network.azracode.sdk.attestation.pki.TestKeys;
import network.azracode.sdk.evidence.SnpEvidence;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.Tee;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** E-52: the vendors' services, spoken to as they document themselves, by real collateral. */
class VendorClientsTest {
  private static final Instant NOW = Instant.parse("2026-03-05T10:50:03Z");
  private static final String PSS = "RSASSA-PSS";
  private static final Octets FMSPC = Octets.of("0x50806f000000");

  private final TestServer server = new TestServer();
  private final InstantSource clock = () -> NOW;
  private final Fetcher fetcher = new HttpFetcher(FetchTerms.DEFAULT, clock, pause -> {});
  private final KdsClient kds = new KdsClient(server.base(), fetcher);
  private final URI rootCrl = server.base().resolve("root.crl");
  private final PcsClient pcs = new PcsClient(server.base(), rootCrl, fetcher);

  VendorClientsTest() throws IOException {}

  @AfterEach
  void stop() {
    server.close();
  }

  /** Without a list of AMD's own, which no public folder has: the list is ours, and refused. */
  @Test
  void aRealTurinReportIsEndorsedByWhatTheServiceHandsOut() {
    Path turin = folder("snp/turin-v5-aci");
    serveKds(turin, "Turin", "59790fb1c39f35c1?fmcSPL=01&blSPL=01&teeSPL=01&snpSPL=04&ucodeSPL=81");
    SnpEvidence evidence = SnpEvidence.parse(octets(turin, "report.bin"), List.of());
    Collateral collateral = kds.collateral(evidence);
    assertThat(collateral.document("vek.der")).isEqualTo(octets(turin, "vek.der"));
    assertThat(collateral.document("ica.der")).isEqualTo(octets(turin, "ica.der"));
    assertThat(collateral.document("ark.der")).isEqualTo(octets(turin, "ark.der"));
    EvidenceVerifier verifier = new EvidenceVerifier(TrustAnchors.vendors());
    Refused.with("collateral.crl.issuer", () -> verifier.verify(evidence, collateral, NOW));
    Collateral unlisted =
        new Collateral(
            Map.of(
                "vek.der", collateral.document("vek.der"),
                "ica.der", collateral.document("ica.der"),
                "ark.der", collateral.document("ark.der")));
    assertThatCode(() -> verifier.verify(evidence, unlisted, NOW)).doesNotThrowAnyException();
  }

  /**
   * An old report does not name its product: the next one is asked where the first knows nothing.
   */
  @Test
  void anOldReportIsAskedForUnderEachProductThatCouldHaveWrittenIt() {
    Path milan = folder("snp/milan-v2-virtee");
    String chip =
        HexFormat.of()
            .formatHex(
                SnpEvidence.parse(octets(milan, "report.bin"), List.of())
                    .report()
                    .chipId()
                    .toByteArray());
    String key = chip + "?blSPL=03&teeSPL=00&snpSPL=08&ucodeSPL=115";
    SnpEvidence evidence = SnpEvidence.parse(octets(milan, "report.bin"), List.of());
    Refused.with("collateral.unknown", () -> kds.collateral(evidence));
    assertThat(server.asked).containsExactly("/vcek/v1/Milan/" + key, "/vcek/v1/Genoa/" + key);
    serveKds(milan, "Milan", key);
    assertThat(kds.collateral(evidence).document("vek.der")).isEqualTo(octets(milan, "vek.der"));
  }

  @Test
  void aProvidersKeyComesWithTheEvidenceOnly() {
    Path cloud = folder("snp/milan-v3-aws-vlek");
    server.serve("vlek/v1/Milan/cert_chain", chain(cloud));
    server.serve("vlek/v1/Milan/crl", list());
    Octets report = octets(cloud, "report.bin");
    Refused.with("collateral.missing", () -> kds.collateral(SnpEvidence.parse(report, List.of())));
    SnpEvidence whole = SnpEvidence.parse(report, List.of(octets(cloud, "vek.der")));
    assertThat(kds.collateral(whole).documents()).containsOnlyKeys("ica.der", "ark.der", "crl.der");
  }

  @Test
  void whatIsNoCertificateOrListIsRefused() {
    Path turin = folder("snp/turin-v5-aci");
    String key = "59790fb1c39f35c1?fmcSPL=01&blSPL=01&teeSPL=01&snpSPL=04&ucodeSPL=81";
    SnpEvidence evidence = SnpEvidence.parse(octets(turin, "report.bin"), List.of());
    serveKds(turin, "Turin", key);
    server.serve("vcek/v1/Turin/crl", Octets.of(new byte[50]));
    Refused.with("collateral.crl.malformed", () -> kds.collateral(evidence));
    server.serve("vcek/v1/Turin/cert_chain", octets(turin, "ark.der"));
    Refused.with("collateral.malformed", () -> kds.collateral(evidence));
    server.serve("vcek/v1/Turin/" + key, Octets.of(new byte[50]));
    Refused.with("collateral.malformed", () -> kds.collateral(evidence));
  }

  @Test
  void intelsCollateralComesUnderTheNamesThatTheVerifierReads() {
    Path real = folder("tdx/v5-alibaba-outofdate-2026");
    servePcs(real, octets(real, "pck_crl.der"));
    Collateral collateral = pcs.collateral(Tee.TDX, FMSPC, PckCa.PLATFORM);
    for (String name :
        List.of(
            "tcb_info.json",
            "qe_identity.json",
            "tcb_signing_chain.pem",
            "pck_crl.der",
            "root_ca_crl.der")) {
      assertThat(collateral.document(name)).as(name).isEqualTo(octets(real, name));
    }
  }

  @Test
  void aListInHexadecimalDigitsIsReadAsACachingServiceMeansIt() {
    Path real = folder("tdx/v5-alibaba-outofdate-2026");
    Octets der = octets(real, "pck_crl.der");
    String digits = HexFormat.of().formatHex(der.toByteArray());
    servePcs(real, Octets.of(digits.getBytes(StandardCharsets.US_ASCII)));
    assertThat(pcs.collateral(Tee.TDX, FMSPC, PckCa.PLATFORM).document("pck_crl.der"))
        .isEqualTo(der);
  }

  @Test
  void intelsCollateralThatHasRunOutOrIsNoneIsRefused() {
    Path real = folder("tdx/v5-alibaba-outofdate-2026");
    Octets list = octets(real, "pck_crl.der");
    Path old = folder("tdx/v5-alibaba-uptodate-2025");
    servePcs(real, list);
    server.serve("tdx/certification/v4/qe/identity", octets(old, "qe_identity.json"));
    Refused.with("collateral.expired", () -> pcs.collateral(Tee.TDX, FMSPC, PckCa.PLATFORM));
    server.serve("tdx/certification/v4/qe/identity", list);
    Refused.with("collateral.malformed", () -> pcs.collateral(Tee.TDX, FMSPC, PckCa.PLATFORM));
    servePcs(real, list);
    server.serve("tdx/certification/v4/tcb?fmspc=50806f000000", octets(real, "tcb_info.json"));
    Refused.with("collateral.malformed", () -> pcs.collateral(Tee.TDX, FMSPC, PckCa.PLATFORM));
  }

  private void serveKds(Path folder, String product, String key) {
    server.serve("vcek/v1/" + product + "/" + key, octets(folder, "vek.der"));
    server.serve("vcek/v1/" + product + "/cert_chain", chain(folder));
    server.serve("vcek/v1/" + product + "/crl", list());
  }

  private void servePcs(Path folder, Octets pckCrl) {
    String chain =
        URLEncoder.encode(
            new String(
                octets(folder, "tcb_signing_chain.pem").toByteArray(), StandardCharsets.US_ASCII),
            StandardCharsets.US_ASCII);
    server.serve(
        "tdx/certification/v4/tcb?fmspc=50806f000000",
        octets(folder, "tcb_info.json"),
        "TCB-Info-Issuer-Chain",
        chain);
    server.serve("tdx/certification/v4/qe/identity", octets(folder, "qe_identity.json"));
    server.serve("sgx/certification/v4/pckcrl?ca=platform&encoding=der", pckCrl);
    server.serve("root.crl", octets(folder, "root_ca_crl.der"));
  }

  private static Octets list() {
    Instant until = NOW.plus(Duration.ofDays(9));
    TestCertificate ark =
        TestCertificate.root("ARK-Ours", TestKeys.rsa(), NOW, until).algorithm(PSS).selfSigned();
    return TestCrl.issue(ark, PSS, NOW, until);
  }

  private static Octets chain(Path folder) {
    StringBuilder pem = new StringBuilder();
    Stream.of("ica.der", "ark.der")
        .forEach(file ->
            pem.append("-----BEGIN CERTIFICATE-----\n")
                .append(Base64.getMimeEncoder().encodeToString(octets(folder, file).toByteArray()))
                .append("\n-----END CERTIFICATE-----\n"));
    return Octets.of(pem.toString().getBytes(StandardCharsets.US_ASCII));
  }

  private static Path folder(String name) {
    String configured =
        Optional.ofNullable(System.getenv("AZRA_VECTORS")).orElse("../../shared/vectors");
    Assumptions.assumeFalse(configured.equals("skip"), "AZRA_VECTORS=skip");
    return Path.of(configured, "attestation", name);
  }

  private static Octets octets(Path folder, String file) {
    try {
      return Octets.of(Files.readAllBytes(folder.resolve(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
