// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import network.azracode.sdk.attestation.pki.EcCurve;
import network.azracode.sdk.attestation.pki.OffCurve;
import network.azracode.sdk.attestation.pki.Refused;
import network.azracode.sdk.attestation.pki.TestCertificate;
import network.azracode.sdk.attestation.pki.TestKeys;
import network.azracode.sdk.evidence.CborBytes;
import network.azracode.sdk.evidence.NitroDocument;
import network.azracode.sdk.evidence.NitroForge;
import network.azracode.sdk.protocol.Octets;
import network.azracode.sdk.protocol.TcbStatus;
import network.azracode.sdk.protocol.Tee;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;

/** E-45: under a vendor of our own, what is right verifies, and each wrong has its own code. */
class NitroVerifierTest {
  private final AwsVendor aws = new AwsVendor();

  @Test
  void aDocumentVerifiesInEveryForm() {
    byte[] bound = new byte[64];
    Arrays.fill(bound, (byte) 7);
    NitroForge plain = aws.document().with("user_data", CborBytes.bytes(bound));
    VerifiedNitro verified = verify(plain);
    assertThat(verified.reportData()).isEqualTo(Octets.of(bound));
    assertThat(verified.tee()).isEqualTo(Tee.NITRO);
    assertThat(verified.debug()).isFalse();
    assertThat(verified.madeAt()).isEqualTo(AwsVendor.AT);
    assertThat(verified.expiresAt()).isEqualTo(AwsVendor.UNTIL);
    assertThat(verified.tcb()).isEqualTo(TcbEvaluation.Evaluated.of(TcbStatus.NOT_APPLICABLE));
    assertThat(verify(plain.openMap()).evidence().indefinite()).isTrue();
    assertThat(verify(plain.document(cose -> CborBytes.tagged(18, cose))).evidence().tagged())
        .isTrue();
    assertThat(verify(aws.document()).reportData()).isEqualTo(Octets.EMPTY);
  }

  @Test
  void anEnclaveInDebugModeIsToldNotHidden() {
    byte[] zeroes = CborBytes.map(CborBytes.unsigned(0), CborBytes.bytes(new byte[48]));
    assertThat(verify(aws.document().with("pcrs", zeroes)).debug()).isTrue();
  }

  @Test
  void chainsOfTheWrongShapeAreRefusedByName() {
    refused("chain.order", aws.document(aws.leaf, aws.root, aws.zone, aws.region, aws.instance));
    refused("chain.order", aws.document(aws.leaf, aws.root, aws.region, aws.zone));
    refused("chain.root", aws.document(aws.leaf, aws.region, aws.zone, aws.instance));
    TestCertificate otherRoot = new AwsVendor().root;
    refused("chain.root", aws.document(aws.leaf, otherRoot, aws.region, aws.zone, aws.instance));
    TestCertificate impostor = aws.authority("instance").issuedBy(aws.zone);
    refused("chain.signature", aws.document(aws.leaf, aws.root, aws.region, aws.zone, impostor));
    TestCertificate direct = aws.leafDraft().issuedBy(aws.root);
    assertThat(verify(aws.document(direct, aws.root)).expiresAt()).isEqualTo(AwsVendor.UNTIL);
  }

  @Test
  void aChainThatNeverEndsIsRefusedUnread() {
    TestCertificate[] chain = new TestCertificate[9];
    Arrays.fill(chain, aws.root);
    Octets endless = aws.document(aws.leaf, chain).signedByNobody();
    Refused.with("evidence.malformed.caBundle", () -> NitroDocument.parse(endless));
  }

  @Test
  void aLeafThatMayNotSignIsRefused() {
    refusedLeaf("chain.usage", aws.leafDraft().authority(true, KeyUsage.digitalSignature));
    refusedLeaf("chain.usage", aws.leafDraft().authority(false, KeyUsage.keyAgreement));
    refusedLeaf("chain.usage", aws.leafDraft().authority(false, 0));
  }

  @Test
  void anAuthorityThatMayNotSignCertificatesIsRefused() {
    TestCertificate none =
        aws.authority("instance").authority(false, KeyUsage.digitalSignature).issuedBy(aws.zone);
    refused(
        "chain.authority",
        aws.document(aws.leafDraft().issuedBy(none), aws.root, aws.region, aws.zone, none));
  }

  @Test
  void keysAndAlgorithmsOfAnotherKindAreRefused() {
    refusedLeaf("chain.algorithm", aws.leafDraft().algorithm("SHA256withECDSA"));
    refusedLeaf(
        "key.kind",
        TestCertificate.leaf("enclave", TestKeys.p256(), AwsVendor.FROM, AwsVendor.UNTIL)
            .algorithm("SHA384withECDSA"));
    TestCertificate weak =
        TestCertificate.authority("instance", TestKeys.p256(), AwsVendor.FROM, AwsVendor.UNTIL)
            .algorithm("SHA384withECDSA")
            .issuedBy(aws.zone);
    refused(
        "key.kind",
        aws.document(aws.leafDraft().issuedBy(weak), aws.root, aws.region, aws.zone, weak));
  }

  @Test
  void aKeyOffItsCurveIsNoKey() {
    refusedLeaf(
        "key.offCurve",
        TestCertificate.leaf("enclave", OffCurve.of(aws.key), AwsVendor.FROM, AwsVendor.UNTIL)
            .algorithm("SHA384withECDSA"));
  }

  /** E-71: a chain that is kept lends nothing to what its key did not sign. */
  @Test
  void aKeptChainChecksEverySignature() {
    NitroVerifier verifier = new NitroVerifier(aws.anchors());
    verifier.verify(aws.sign(aws.document()), Collateral.NONE, AwsVendor.AT);
    NitroDocument forged =
        NitroDocument.parse(
            aws.document()
                .sign(range ->
                    TestKeys.sign(TestKeys.p384().getPrivate(), EcCurve.P384, range)
                        .toByteArray()));
    Refused.with(
        "evidence.signature.document",
        () -> verifier.verify(forged, Collateral.NONE, AwsVendor.AT));
  }

  @Test
  void aDocumentCountsWhileItsShortestCertificateDoes() {
    refusedLeaf("chain.expired", aws.leafDraft(AwsVendor.FROM, AwsVendor.AT.minusSeconds(1)));
    refusedLeaf("chain.notYetValid", aws.leafDraft(AwsVendor.AT.plusSeconds(1), AwsVendor.UNTIL));
    NitroVerifier verifier = new NitroVerifier(aws.anchors());
    NitroDocument document = aws.sign(aws.document());
    for (Instant edge : List.of(AwsVendor.FROM, AwsVendor.UNTIL)) {
      assertThat(verifier.verify(document, Collateral.NONE, edge).verifiedAt()).isEqualTo(edge);
    }
    // the chain is kept by now, and its windows still decide
    Refused.with(
        "evidence.chain.expired",
        () -> verifier.verify(document, Collateral.NONE, AwsVendor.UNTIL.plusSeconds(1)));
    Refused.with(
        "evidence.chain.notYetValid",
        () -> verifier.verify(document, Collateral.NONE, AwsVendor.FROM.minusSeconds(1)));
  }

  @Test
  void aDocumentWasMadeWhileItsCertificateWasInForce() {
    for (Instant edge : List.of(AwsVendor.FROM, AwsVendor.UNTIL)) {
      assertThat(verify(made(edge)).madeAt()).isEqualTo(edge);
    }
    refused("chain.timestamp", made(AwsVendor.FROM.minusMillis(1)));
    refused("chain.timestamp", made(AwsVendor.UNTIL.plusMillis(1)));
    refused("chain.timestamp", made(AwsVendor.UNTIL.plusSeconds(86_400_000)));
  }

  @Test
  void aDocumentThatItsKeyDidNotSignIsRefused() {
    AwsVendor other = new AwsVendor();
    NitroDocument foreign = other.sign(aws.document());
    Refused.with("evidence.signature.document", () -> verify(foreign));
    NitroDocument unsigned = NitroDocument.parse(aws.document().signedByNobody());
    Refused.with("evidence.signature.document", () -> verify(unsigned));
  }

  @Test
  void certificatesThatAreNoneAreRefused() {
    Stream.of("certificate", "cabundle")
        .forEach(field -> {
          byte[] noise = CborBytes.bytes(new byte[100]);
          byte[] value = field.equals("certificate") ? noise : CborBytes.array(noise);
          refused("certificate.malformed", aws.document().with(field, value));
        });
  }

  @Test
  void theVendorsOwnRootAcceptsNothingOfOurs() {
    NitroDocument document = aws.sign(aws.document());
    Refused.with(
        "evidence.chain.root",
        () ->
            new NitroVerifier(TrustAnchors.vendors())
                .verify(document, Collateral.NONE, AwsVendor.AT));
  }

  private NitroForge made(Instant at) {
    return aws.document().with("timestamp", CborBytes.unsigned(at.toEpochMilli()));
  }

  private void refusedLeaf(String code, TestCertificate.Draft leaf) {
    refused(
        code,
        aws.document(leaf.issuedBy(aws.instance), aws.root, aws.region, aws.zone, aws.instance));
  }

  private void refused(String code, NitroForge document) {
    NitroDocument signed = aws.sign(document);
    Refused.with("evidence." + code, () -> verify(signed));
  }

  private VerifiedNitro verify(NitroForge document) {
    return verify(aws.sign(document));
  }

  private VerifiedNitro verify(NitroDocument document) {
    return new NitroVerifier(aws.anchors()).verify(document, Collateral.NONE, AwsVendor.AT);
  }
}
