// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import network.azracode.sdk.attestation.amd.AmdProduct;
import network.azracode.sdk.attestation.pki.EcCurve;
import network.azracode.sdk.attestation.pki.TestCertificate;
import network.azracode.sdk.attestation.pki.TestCrl;
import network.azracode.sdk.attestation.pki.TestKeys;
import network.azracode.sdk.evidence.ReportKey;
import network.azracode.sdk.evidence.SnpEvidence;
import network.azracode.sdk.evidence.SnpForge;
import network.azracode.sdk.protocol.Octets;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * AMD under a root of ours: keys, certificates, lists and reports of one product and one kind of
 * endorsement key, right in all but what a test changes.
 */
final class AmdVendor {
  static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  static final Instant UNTIL = FROM.plus(Duration.ofDays(365));
  static final Instant AT = FROM.plus(Duration.ofDays(100));
  static final String PSS = "RSASSA-PSS";
  static final String ARC = "1.3.6.1.4.1.3704.1.";
  static final String PROVIDER = "CN=cc-eu-central-1.example.com";

  final AmdProduct product;
  final ReportKey.Kind kind;
  final TestCertificate ark;
  final TestCertificate ica;
  final KeyPair vekKey = TestKeys.p384();
  private final TestCertificate vek;
  private final Octets emptyList;

  AmdVendor(AmdProduct product, ReportKey.Kind kind) {
    this.product = product;
    this.kind = kind;
    this.ark =
        TestCertificate.root("ARK-" + product.label(), TestKeys.rsa(), FROM, UNTIL)
            .algorithm(PSS)
            .selfSigned();
    this.ica = ica((isVlek() ? "SEV-VLEK-" : "SEV-") + product.label()).issuedBy(ark);
    this.vek = vek(extensions());
    this.emptyList = TestCrl.issue(ark, PSS, FROM, UNTIL.minusSeconds(1));
  }

  boolean isVlek() {
    return kind == ReportKey.Kind.VLEK;
  }

  TrustAnchors anchors() {
    Vendor vendor = Vendor.valueOf("AMD_" + product.name());
    return new TrustAnchors(List.of(new VendorAnchor(vendor, ark.certificate().getPublicKey())));
  }

  TestCertificate.Draft ica(String name) {
    return TestCertificate.authority(name, TestKeys.rsa(), FROM, UNTIL)
        .authority(true, KeyUsage.keyCertSign)
        .algorithm(PSS);
  }

  /** TCB 3.0.8.115, or FMC 1 before it on Turin, in the bytes of a report. */
  String tcb() {
    return product == AmdProduct.TURIN ? "0x0103000800000073" : "0x0300000000000873";
  }

  /** A chip's id as a report holds it. */
  byte[] chipId() {
    byte[] id = new byte[64];
    Arrays.fill(id, 0, product == AmdProduct.TURIN ? 8 : 64, (byte) 0xc1);
    return id;
  }

  /** What AMD writes into an endorsement key's certificate, by the last numbers of the OID. */
  Map<String, byte[]> extensions() {
    Map<String, byte[]> extensions = new LinkedHashMap<>();
    boolean turin = product == AmdProduct.TURIN;
    extensions.put("1", der(new ASN1Integer(turin ? 1 : 0)));
    String stepping = product == AmdProduct.MILAN && !isVlek() ? "-B0" : "";
    extensions.put("2", der(new DERIA5String(product.label() + stepping)));
    extensions.put("3.1", svn(3));
    extensions.put("3.2", svn(0));
    extensions.put("3.3", svn(8));
    extensions.put(turin ? "3.9" : "3.4", svn(turin ? 1 : 0));
    for (String spare : List.of("3.5", "3.6", "3.7")) {
      extensions.put(spare, svn(0));
    }
    extensions.put("3.8", svn(115));
    if (isVlek()) {
      extensions.put("5", der(new DERIA5String(PROVIDER)));
    } else {
      extensions.put("4", Arrays.copyOf(chipId(), turin ? 8 : 64));
    }
    return extensions;
  }

  TestCertificate vek() {
    return vek;
  }

  TestCertificate vek(Map<String, byte[]> extensions) {
    return vekDraft(extensions).issuedBy(ica);
  }

  TestCertificate.Draft vekDraft(Map<String, byte[]> extensions) {
    TestCertificate.Draft draft =
        TestCertificate.leaf(isVlek() ? "SEV-VLEK" : "SEV-VCEK", vekKey, FROM, UNTIL)
            .authority(false, 0)
            .serial(BigInteger.ZERO)
            .algorithm(PSS);
    extensions.forEach((arc, octets) -> draft.extension(ARC + arc, octets));
    return draft;
  }

  /** A report of the newest version by a chip of this product. */
  SnpForge report() {
    return report(5);
  }

  SnpForge report(int version) {
    byte family = (byte) (product == AmdProduct.TURIN ? 0x1a : 0x19);
    byte model = (byte) (product == AmdProduct.GENOA ? 0x11 : 0x01);
    SnpForge forge = new SnpForge(version).tcb(tcb());
    if (version > 2) {
      forge.bytes(SnpForge.CPU_ID, family, model, (byte) 1);
    }
    return isVlek()
        ? forge.u32(SnpForge.KEY_INFO, 1 << 2)
        : forge.bytes(SnpForge.CHIP_ID, chipId());
  }

  Octets sign(SnpForge report) {
    return report.sign(
        range -> TestKeys.sign(vekKey.getPrivate(), EcCurve.P384, range).toByteArray());
  }

  /** A report signed by the vendor's key, under its own certificates. */
  SnpEvidence evidence(SnpForge report) {
    return evidence(report, vek(), ica, ark);
  }

  SnpEvidence evidence(SnpForge report, TestCertificate... chain) {
    List<Octets> certificates = Arrays.stream(chain).map(TestCertificate::der).toList();
    return SnpEvidence.parse(sign(report), certificates);
  }

  Octets crl(X509Certificate... revoked) {
    return revoked.length == 0
        ? emptyList
        : TestCrl.issue(ark, PSS, FROM, UNTIL.minusSeconds(1), revoked);
  }

  static byte[] svn(long value) {
    return der(new ASN1Integer(value));
  }

  static byte[] der(ASN1Encodable value) {
    try {
      return value.toASN1Primitive().getEncoded("DER");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] text(String value) {
    return der(new DERIA5String(value));
  }

  static Octets ascii(String text) {
    return Octets.of(text.getBytes(StandardCharsets.US_ASCII));
  }
}
