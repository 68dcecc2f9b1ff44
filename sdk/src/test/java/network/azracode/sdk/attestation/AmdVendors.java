// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import network.azracode.sdk.attestation.amd.AmdProduct;
import network.azracode.sdk.evidence.ReportKey;
import network.azracode.sdk.evidence.SnpEvidence;
import network.azracode.sdk.protocol.Octets;

/** One AMD of our own for each product and kind of key, and what verifies under it. */
final class AmdVendors {
  static final List<AmdVendor> ALL =
      Stream.of(AmdProduct.values())
          .flatMap(product ->
              Stream.of(ReportKey.Kind.VCEK, ReportKey.Kind.VLEK)
                  .map(kind -> new AmdVendor(product, kind)))
          .toList();

  private AmdVendors() {}

  static AmdVendor of(AmdProduct product, ReportKey.Kind kind) {
    return ALL.stream()
        .filter(vendor -> vendor.product == product && vendor.kind == kind)
        .findFirst()
        .orElseThrow();
  }

  static VerifiedSnp verify(AmdVendor vendor, SnpEvidence evidence) {
    return verify(vendor, evidence, Collateral.NONE);
  }

  static VerifiedSnp verify(AmdVendor vendor, SnpEvidence evidence, Collateral collateral) {
    return new SnpVerifier(vendor.anchors()).verify(evidence, collateral, AmdVendor.AT);
  }

  static Collateral listed(Octets crl) {
    return new Collateral(Map.of(SnpVerifier.CRL_DOCUMENT, crl));
  }
}
