// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.amd;

import java.security.cert.X509Certificate;
import java.util.Optional;
import network.azracode.sdk.attestation.pki.Certificates;
import network.azracode.sdk.attestation.pki.DistinguishedNames;
import network.azracode.sdk.attestation.pki.Origin;
import network.azracode.sdk.evidence.CpuId;
import network.azracode.sdk.evidence.SnpReport;
import network.azracode.sdk.protocol.Octets;

/** By whose rules a report is read: before version 3 it does not say what wrote it. */
public final class ReportedProduct {
  private static final String VLEK_ISSUER = "SEV-VLEK-";
  private static final String VCEK_ISSUER = "SEV-";

  private ReportedProduct() {}

  /**
   * The product that wrote a report; not yet believed.
   *
   * @param endorsement DER of the endorsement key's certificate, which decides for old reports
   * @throws network.azracode.sdk.protocol.AzraException {@code evidence.product.unknown}, or {@code
   *     evidence.product.ambiguous} for an old report of Turin, whose byte order nobody can tell
   */
  public static AmdProduct of(SnpReport report, Origin origin, Octets endorsement) {
    Optional<CpuId> cpu = report.cpuId();
    if (cpu.isPresent()) {
      return AmdProduct.of(cpu.get())
          .orElseThrow(() ->
              Origin.EVIDENCE.refused(
                  "product.unknown",
                  "SNP report: expected a processor of Milan, Genoa or Turin, found family %x model %x"
                      .formatted(cpu.get().family(), cpu.get().model())));
    }
    AmdProduct product = ofIssuer(origin, Certificates.ofDer(origin, endorsement));
    if (product == AmdProduct.TURIN) {
      throw Origin.EVIDENCE.refused(
          "product.ambiguous",
          "SNP report of Turin: expected version 3 or newer, found " + report.version());
    }
    return product;
  }

  private static AmdProduct ofIssuer(Origin origin, X509Certificate endorsement) {
    String issuer = DistinguishedNames.commonName(endorsement.getIssuerX500Principal());
    String prefix = issuer.startsWith(VLEK_ISSUER) ? VLEK_ISSUER : VCEK_ISSUER;
    return Optional.of(issuer)
        .filter(name -> name.startsWith(prefix))
        .flatMap(name -> AmdProduct.of(name.substring(prefix.length())))
        .orElseThrow(() ->
            origin.refused(
                "chain.issuer",
                "AMD chain, issuer: expected SEV-Milan or its like, found " + issuer));
  }
}
