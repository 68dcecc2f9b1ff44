// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import network.azracode.sdk.attestation.pki.EcCurve;
import network.azracode.sdk.attestation.pki.TestCertificate;
import network.azracode.sdk.attestation.pki.TestKeys;
import network.azracode.sdk.evidence.NitroDocument;
import network.azracode.sdk.evidence.NitroForge;
import network.azracode.sdk.protocol.Octets;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * AWS under a root of ours: root → region → zone → instance → enclave, and documents, right in all
 * but what a test changes.
 */
final class AwsVendor {
  static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  static final Instant UNTIL = FROM.plus(Duration.ofHours(3));
  static final Instant AT = FROM.plus(Duration.ofHours(1));
  private static final String ALGORITHM = "SHA384withECDSA";

  final TestCertificate root =
      TestCertificate.root("aws.nitro-enclaves", TestKeys.p384(), FROM, UNTIL.plusSeconds(9))
          .algorithm(ALGORITHM)
          .selfSigned();
  final TestCertificate region = authority("region").issuedBy(root);
  final TestCertificate zone = authority("zone").issuedBy(region);
  final TestCertificate instance = authority("instance").issuedBy(zone);
  final KeyPair key = TestKeys.p384();
  final TestCertificate leaf = leafDraft().issuedBy(instance);

  TrustAnchors anchors() {
    return new TrustAnchors(
        List.of(new VendorAnchor(Vendor.AWS_NITRO, root.certificate().getPublicKey())));
  }

  TestCertificate.Draft authority(String name) {
    return TestCertificate.authority(name, TestKeys.p384(), FROM, UNTIL).algorithm(ALGORITHM);
  }

  TestCertificate.Draft leafDraft() {
    return leafDraft(FROM, UNTIL);
  }

  TestCertificate.Draft leafDraft(Instant from, Instant until) {
    return TestCertificate.leaf("enclave", key, from, until)
        .authority(false, KeyUsage.digitalSignature)
        .algorithm(ALGORITHM);
  }

  /** A document of the whole chain, made at {@link #AT}. */
  NitroForge document() {
    return document(leaf, root, region, zone, instance);
  }

  NitroForge document(TestCertificate leaf, TestCertificate... rootFirst) {
    return new NitroForge(
        leaf.der().toByteArray(),
        Arrays.stream(rootFirst).map(authority -> authority.der().toByteArray()).toList(),
        AT);
  }

  NitroDocument sign(NitroForge document) {
    return NitroDocument.parse(signed(document));
  }

  Octets signed(NitroForge document) {
    return document.sign(
        structure -> TestKeys.sign(key.getPrivate(), EcCurve.P384, structure).toByteArray());
  }
}
