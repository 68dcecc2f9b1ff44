// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.collateral;

import java.net.URI;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.azracode.sdk.attestation.Collateral;
import network.azracode.sdk.attestation.amd.AmdProduct;
import network.azracode.sdk.attestation.amd.TcbComponent;
import network.azracode.sdk.attestation.amd.TcbVersion;
import network.azracode.sdk.attestation.pki.Certificates;
import network.azracode.sdk.attestation.pki.Crl;
import network.azracode.sdk.attestation.pki.Origin;
import network.azracode.sdk.evidence.ReportKey;
import network.azracode.sdk.evidence.SnpEvidence;
import network.azracode.sdk.evidence.SnpReport;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;

/**
 * AMD's key distribution service (AMD document 57230): the certificate of a chip's key at the TCB
 * version that the report states, its issuers, and the revocation list. A VLEK's certificate is the
 * cloud provider's to hand out, with the evidence.
 */
public final class KdsClient {
  /** Reports before version 3 do not name their product; Turin wrote none of them. */
  private static final List<AmdProduct> BEFORE_CPU_ID = List.of(AmdProduct.MILAN, AmdProduct.GENOA);

  private final URI base;
  private final Fetcher fetcher;

  /**
   * A client.
   *
   * @param base of the service or of a mirror of it
   */
  public KdsClient(URI base, Fetcher fetcher) {
    this.base = VendorServices.folder(base);
    this.fetcher = fetcher;
  }

  /**
   * All that a report needs beside what came along with it.
   *
   * @throws AzraException {@code collateral.*}
   */
  public Collateral collateral(SnpEvidence evidence) {
    Optional<AmdProduct> named = evidence.report().cpuId().flatMap(AmdProduct::of);
    List<AmdProduct> candidates = named.map(List::of).orElse(BEFORE_CPU_ID);
    for (AmdProduct product : candidates.subList(0, candidates.size() - 1)) {
      try {
        return collateral(product, evidence);
      } catch (AzraException e) {
        if (!e.code().equals("collateral.unknown")) {
          throw e;
        }
      }
    }
    return collateral(candidates.getLast(), evidence);
  }

  private Collateral collateral(AmdProduct product, SnpEvidence evidence) {
    SnpReport report = evidence.report();
    boolean vlek = report.key().kind() == ReportKey.Kind.VLEK;
    String path = "%s/v1/%s/".formatted(vlek ? "vlek" : "vcek", product.label());
    Map<String, Octets> documents = new HashMap<>();
    if (evidence.certificates().isEmpty()) {
      documents.put("vek.der", vek(product, report, path).body());
    }
    List<X509Certificate> issuers = certificates(fetch(path + "cert_chain", KdsClient::expiry));
    if (issuers.size() != 2) {
      throw malformed("cert_chain: expected ASK and ARK, found " + issuers.size());
    }
    documents.put("ica.der", der(issuers.get(0)));
    documents.put("ark.der", der(issuers.get(1)));
    documents.put("crl.der", fetch(path + "crl", KdsClient::nextUpdate).body());
    return new Collateral(documents);
  }

  private Fetched vek(AmdProduct product, SnpReport report, String path) {
    Octets hardwareId = product.hardwareId(report.chipId());
    if (report.key().kind() != ReportKey.Kind.VCEK || isZero(hardwareId)) {
      throw new AzraException(
          "collateral.missing",
          "expected the certificate of the report's key with the evidence: its chip is not named");
    }
    TcbVersion tcb = TcbVersion.of(product, report.reportedTcb());
    StringBuilder query = new StringBuilder();
    if (product == AmdProduct.TURIN) {
      query.append("fmcSPL=%02d&".formatted(tcb.svn(TcbComponent.FMC)));
    }
    query.append(
        "blSPL=%02d&teeSPL=%02d&snpSPL=%02d&ucodeSPL=%02d"
            .formatted(
                tcb.svn(TcbComponent.BOOTLOADER),
                tcb.svn(TcbComponent.TEE),
                tcb.svn(TcbComponent.SNP),
                tcb.svn(TcbComponent.MICROCODE)));
    String id = HexFormat.of().formatHex(hardwareId.toByteArray());
    return fetch(path + id + "?" + query, KdsClient::expiry);
  }

  private Fetched fetch(String path, Fetcher.Expiry expiry) {
    return fetcher.fetch(base.resolve(path), expiry);
  }

  /** Certificates do not change under their address: they may be kept until the first expires. */
  private static Instant expiry(Fetched document) {
    return certificates(document).stream()
        .map(certificate -> certificate.getNotAfter().toInstant())
        .min(Comparator.naturalOrder())
        .orElseThrow(() -> malformed("expected certificates, found none"));
  }

  private static Instant nextUpdate(Fetched document) {
    return Crl.parse("AMD revocation list", document.body()).window().until();
  }

  private static List<X509Certificate> certificates(Fetched document) {
    return Certificates.ofPem(Origin.COLLATERAL, document.body());
  }

  private static Octets der(X509Certificate certificate) {
    try {
      return Octets.of(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw malformed("expected a certificate, found one without an encoding");
    }
  }

  private static boolean isZero(Octets octets) {
    return octets.equals(Octets.of(new byte[octets.length()]));
  }

  private static AzraException malformed(String message) {
    return new AzraException("collateral.malformed", message);
  }
}
