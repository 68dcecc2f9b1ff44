// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.collateral;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import network.azracode.sdk.attestation.Collateral;
import network.azracode.sdk.attestation.intel.PckExtension;
import network.azracode.sdk.attestation.pki.Certificates;
import network.azracode.sdk.attestation.pki.DistinguishedNames;
import network.azracode.sdk.attestation.pki.Origin;
import network.azracode.sdk.evidence.CertificationData;
import network.azracode.sdk.evidence.DcapQuote;
import network.azracode.sdk.evidence.Evidence;
import network.azracode.sdk.evidence.NitroDocument;
import network.azracode.sdk.evidence.SgxReport;
import network.azracode.sdk.evidence.SnpEvidence;
import network.azracode.sdk.evidence.TdReport;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Tee;
import org.jspecify.annotations.Nullable;

/**
 * What evidence needs beside it, asked of its vendor's service: by what the evidence says of
 * itself, which is not yet believed. Nobody is asked whom the caller has not named.
 *
 * @param pcs for SGX and TDX; null where Intel is not to be asked
 * @param kds for SEV-SNP; null where AMD is not to be asked
 */
public record VendorServices(@Nullable PcsClient pcs, @Nullable KdsClient kds) {
  private static final String PLATFORM_CA = "Platform CA";

  /**
   * The collateral of one piece of evidence.
   *
   * @throws AzraException {@code collateral.*}; {@code evidence.*} where the evidence does not say
   *     whose it is
   */
  public Collateral collateral(Evidence evidence) {
    return switch (evidence) {
      case DcapQuote quote -> ofIntel(quote);
      case SnpEvidence report -> named(kds, "AMD's key distribution service").collateral(report);
      case NitroDocument _ -> Collateral.NONE;
    };
  }

  private Collateral ofIntel(DcapQuote quote) {
    PcsClient service = named(pcs, "Intel's certification service");
    X509Certificate leaf = leaf(quote.quotingEnclave().certification());
    Tee tee =
        switch (quote.body()) {
          case SgxReport _ -> Tee.SGX;
          case TdReport _ -> Tee.TDX;
        };
    String issuer = DistinguishedNames.commonName(leaf.getIssuerX500Principal());
    PckCa ca = issuer.endsWith(PLATFORM_CA) ? PckCa.PLATFORM : PckCa.PROCESSOR;
    return service.collateral(tee, PckExtension.of(leaf).fmspc(), ca);
  }

  private static X509Certificate leaf(CertificationData certification) {
    List<X509Certificate> certificates =
        certification.type() == CertificationData.Type.PCK_CHAIN
            ? Certificates.ofPem(Origin.EVIDENCE, certification.data())
            : List.of();
    if (certificates.isEmpty()) {
      throw new AzraException(
          "evidence.certification", "expected a PCK chain in the quote, found none");
    }
    return certificates.getFirst();
  }

  /** Ends with a slash, so that what is asked for lies below the address and not beside it. */
  static URI folder(URI base) {
    return base.toString().endsWith("/") ? base : URI.create(base + "/");
  }

  private static <T> T named(@Nullable T service, String what) {
    if (service == null) {
      throw new AzraException(
          "collateral.missing",
          "expected a folder of collateral or the address of %s, found neither".formatted(what));
    }
    return service;
  }
}
