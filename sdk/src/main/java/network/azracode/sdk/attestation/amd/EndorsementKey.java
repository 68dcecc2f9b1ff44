// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.amd;

import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import network.azracode.sdk.attestation.pki.DistinguishedNames;
import network.azracode.sdk.attestation.pki.EcCurve;
import network.azracode.sdk.attestation.pki.EcKey;
import network.azracode.sdk.attestation.pki.Origin;
import network.azracode.sdk.evidence.ReportKey;
import network.azracode.sdk.protocol.Octets;

/**
 * What AMD certifies of the key that signs reports: a VCEK, of one chip, or a VLEK, of one cloud
 * provider, each at one TCB version.
 *
 * @param hardwareId of the chip; of a VCEK only
 * @param provider name of the cloud provider; of a VLEK only
 */
public record EndorsementKey(
    ReportKey.Kind kind,
    AmdProduct product,
    TcbVersion tcb,
    Optional<Octets> hardwareId,
    Optional<String> provider,
    EcKey key) {
  private static final String PRODUCT_NAME = "2";
  private static final String HARDWARE_ID = "4";
  private static final String PROVIDER = "5";
  private static final String VLEK_SUBJECT = "SEV-VLEK";
  private static final String VCEK_SUBJECT = "SEV-VCEK";

  /**
   * Reads a certificate whose path was verified.
   *
   * @throws network.azracode.sdk.protocol.AzraException {@code <origin>.endorsement.*}: kind,
   *     product, extension; {@code <origin>.key.*}
   */
  static EndorsementKey of(Origin origin, X509Certificate certificate) {
    VekExtensions extensions = new VekExtensions(origin, certificate);
    ReportKey.Kind kind = kind(origin, certificate);
    AmdProduct product = product(origin, extensions);
    boolean ofChip = kind == ReportKey.Kind.VCEK;
    return new EndorsementKey(
        kind,
        product,
        tcb(product, extensions),
        ofChip ? Optional.of(hardwareId(origin, product, extensions)) : Optional.empty(),
        ofChip ? Optional.empty() : Optional.of(extensions.text(PROVIDER)),
        EcKey.of(origin, EcCurve.P384, certificate.getPublicKey()));
  }

  private static ReportKey.Kind kind(Origin origin, X509Certificate certificate) {
    String name = DistinguishedNames.commonName(certificate.getSubjectX500Principal());
    return switch (name) {
      case VCEK_SUBJECT -> ReportKey.Kind.VCEK;
      case VLEK_SUBJECT -> ReportKey.Kind.VLEK;
      default ->
          throw origin.refused(
              "endorsement.kind", "expected SEV-VCEK or SEV-VLEK, found \"" + name + "\"");
    };
  }

  private static AmdProduct product(Origin origin, VekExtensions extensions) {
    String name = extensions.text(PRODUCT_NAME);
    return AmdProduct.of(name)
        .orElseThrow(() ->
            origin.refused(
                "endorsement.product", "expected a known product, found \"" + name + "\""));
  }

  private static TcbVersion tcb(AmdProduct product, VekExtensions extensions) {
    Map<TcbComponent, Integer> svns = new EnumMap<>(TcbComponent.class);
    for (TcbComponent component : product.tcbOrder()) {
      svns.put(component, extensions.svn(component));
    }
    return new TcbVersion(product, svns);
  }

  private static Octets hardwareId(Origin origin, AmdProduct product, VekExtensions extensions) {
    Octets id = extensions.raw(HARDWARE_ID);
    if (id.length() != product.hardwareIdLength()) {
      throw origin.refused(
          "endorsement.extension",
          "hardware id: expected %d bytes, found %d"
              .formatted(product.hardwareIdLength(), id.length()));
    }
    return id;
  }
}
