// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;

/** E-20: a path is valid up to the pinned key, at the time passed in, or refused by name. */
class CertificateChainTest {
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant UNTIL = FROM.plus(Duration.ofDays(30));
  private static final Instant AT = FROM.plus(Duration.ofDays(3));
  private static final ChainProfile THREE =
      new ChainProfile(Origin.EVIDENCE, "test chain", 3, 3, Set.of("SHA256withECDSA"));

  private final KeyPair rootKey = TestKeys.p256();
  private final KeyPair leafKey = TestKeys.p256();
  private final TestCertificate root =
      TestCertificate.root("Root", rootKey, FROM, UNTIL).selfSigned();
  private final TestCertificate authority =
      TestCertificate.authority("CA", TestKeys.p256(), FROM, UNTIL).issuedBy(root);
  private final TestCertificate leaf = leafDraft().issuedBy(authority);
  private final RootPin pin = RootPin.of(rootKey.getPublic());

  @Test
  void aChainThatIsRightInEverythingIsValidWithinItsWindowOnly() {
    CertificateChain chain = verify(AT, leaf, authority, root);
    assertThat(chain.leaf()).isEqualTo(leaf.certificate());
    assertThat(chain.issuer()).isEqualTo(authority.certificate());
    assertThatCode(() -> chain.requireValid(FROM)).doesNotThrowAnyException();
    assertThatCode(() -> chain.requireValid(UNTIL)).doesNotThrowAnyException();
    Refused.with("evidence.chain.notYetValid", () -> chain.requireValid(FROM.minusMillis(1)));
    Refused.with("evidence.chain.expired", () -> chain.requireValid(UNTIL.plusMillis(1)));
  }

  /** The pin is the key: a renewed root certificate with the same key is as good. */
  @Test
  void aRenewedRootWithTheSameKeyIsAccepted() {
    TestCertificate renewed =
        TestCertificate.root("Root", rootKey, FROM, UNTIL.plusSeconds(1)).selfSigned();
    assertThat(verify(AT, leaf, authority, renewed).root()).isEqualTo(renewed.certificate());
  }

  @Test
  void anotherRootOfTheSameNameIsRefused() {
    TestCertificate other = TestCertificate.root("Root", TestKeys.p256(), FROM, UNTIL).selfSigned();
    refused("root", AT, leaf, authority, other);
  }

  @Test
  void aSignatureOfTheRightNameByAnotherKeyIsRefused() {
    TestCertificate impostor =
        TestCertificate.authority("CA", TestKeys.p256(), FROM, UNTIL).issuedBy(root);
    refused("signature", AT, leafDraft().issuedBy(impostor), authority, root);
  }

  @Test
  void aRootThatDoesNotSignItselfIsRefused() {
    TestCertificate forged =
        TestCertificate.root("Root", rootKey, FROM, UNTIL)
            .issuedBy(TestCertificate.root("Root", TestKeys.p256(), FROM, UNTIL).selfSigned());
    refused("signature", AT, leaf, authority, forged);
  }

  @Test
  void lengthAndOrderAreThoseOfTheProfile() {
    refused("length", AT, leaf, root);
    refused("length", AT, leaf, authority, root, root);
    refused("order", AT, authority, leaf, root);
  }

  @Test
  void anIntermediateThatMayNotSignCertificatesIsRefused() {
    TestCertificate none = TestCertificate.leaf("CA", TestKeys.p256(), FROM, UNTIL).issuedBy(root);
    refused("authority", AT, leafDraft().issuedBy(none), none, root);
    TestCertificate listsOnly =
        TestCertificate.authority("CA", TestKeys.p256(), FROM, UNTIL)
            .authority(true, KeyUsage.cRLSign)
            .issuedBy(root);
    refused("authority", AT, leafDraft().issuedBy(listsOnly), listsOnly, root);
  }

  @Test
  void aLeafThatIsAnAuthorityOrMayNotSignIsRefused() {
    refused(
        "usage",
        AT,
        leafDraft().authority(true, KeyUsage.digitalSignature).issuedBy(authority),
        authority,
        root);
    refused(
        "usage",
        AT,
        leafDraft().authority(false, KeyUsage.keyAgreement).issuedBy(authority),
        authority,
        root);
  }

  @Test
  void everyCertificatesWindowCounts() {
    TestCertificate old =
        TestCertificate.authority("CA", TestKeys.p256(), FROM, AT.minusSeconds(1)).issuedBy(root);
    refused("expired", AT, leafDraft().issuedBy(old), old, root);
  }

  @Test
  void anAlgorithmThatTheProfileDoesNotNameIsRefused() {
    refused(
        "algorithm",
        AT,
        leafDraft().algorithm("SHA384withECDSA").issuedBy(authority),
        authority,
        root);
  }

  @Test
  void anUnknownCriticalExtensionIsRefused() {
    refused(
        "path",
        AT,
        leafDraft().criticalExtension("1.2.3.4", new byte[] {5, 0}).issuedBy(authority),
        authority,
        root);
  }

  /** What AMD's chains are made of. */
  @Test
  void rsaPssChainsAreValidated() {
    ChainProfile amd = new ChainProfile(Origin.COLLATERAL, "pss", 2, 2, Set.of("RSASSA-PSS"));
    KeyPair rsa = TestKeys.rsa();
    TestCertificate ark =
        TestCertificate.root("ARK", rsa, FROM, UNTIL).algorithm("RSASSA-PSS").selfSigned();
    TestCertificate vek =
        TestCertificate.leaf("VEK", TestKeys.p384(), FROM, UNTIL)
            .algorithm("RSASSA-PSS")
            .issuedBy(ark);
    List<X509Certificate> chain = List.of(vek.certificate(), ark.certificate());
    assertThat(CertificateChain.verify(amd, chain, RootPin.of(rsa.getPublic()), AT).leaf())
        .isEqualTo(vek.certificate());
    Refused.with("collateral.chain.root", () -> CertificateChain.verify(amd, chain, pin, AT));
  }

  private TestCertificate.Draft leafDraft() {
    return TestCertificate.leaf("Leaf", leafKey, FROM, UNTIL);
  }

  private CertificateChain verify(Instant at, TestCertificate... certificates) {
    return CertificateChain.verify(
        THREE, Stream.of(certificates).map(TestCertificate::certificate).toList(), pin, at);
  }

  private void refused(String code, Instant at, TestCertificate... certificates) {
    Refused.with("evidence.chain." + code, () -> verify(at, certificates));
  }
}
