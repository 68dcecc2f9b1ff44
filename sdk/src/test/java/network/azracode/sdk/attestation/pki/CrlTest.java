// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import network.azracode.sdk.protocol.Octets;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;

/** E-21: a revocation list counts only from its own issuer, within its window. */
class CrlTest {
  private static final String ECDSA = "SHA256withECDSA";
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant UNTIL = FROM.plus(Duration.ofDays(30));

  private final TestCertificate root =
      TestCertificate.root("Root", TestKeys.p256(), FROM, UNTIL).selfSigned();
  private final TestCertificate revoked = leaf();
  private final TestCertificate good = leaf();

  @Test
  void aListRevokesWhatItsIssuerNamedAndNothingElse() {
    Crl crl = Crl.parse("test", issue(root));
    assertThatCode(() -> crl.requireIssuedBy(root.certificate())).doesNotThrowAnyException();
    assertThat(crl.size()).isEqualTo(1);
    assertThat(crl.revokes(revoked.certificate())).isTrue();
    assertThat(crl.revokes(good.certificate())).isFalse();
    TestCertificate other =
        TestCertificate.root("Other", TestKeys.p256(), FROM, UNTIL).selfSigned();
    TestCertificate sameSerial =
        TestCertificate.leaf("Leaf", TestKeys.p256(), FROM, UNTIL)
            .serial(revoked.certificate().getSerialNumber())
            .issuedBy(other);
    assertThat(crl.revokes(sameSerial.certificate())).isFalse();
  }

  @Test
  void aListNamesSerialNumbersWhoseverTheyAre() {
    Crl crl = Crl.parse("test", issue(root));
    assertThat(crl.lists(revoked.certificate().getSerialNumber())).isTrue();
    assertThat(crl.lists(good.certificate().getSerialNumber())).isFalse();
    Crl empty = Crl.parse("test", TestCrl.issue(root, ECDSA, FROM, UNTIL));
    assertThat(empty.lists(revoked.certificate().getSerialNumber())).isFalse();
  }

  @Test
  void asManyBytesAsTheLimitAreLookedAt() {
    assertThatThrownBy(() -> Crl.parse("test", Octets.of(new byte[Crl.MAX_LENGTH])))
        .hasMessageContaining("expected a CRL, found something else");
  }

  @Test
  void aListCountsFromThisUpdateToTheNext() {
    Window window = Crl.parse("test", issue(root)).window();
    assertThatCode(() -> window.require(FROM)).doesNotThrowAnyException();
    assertThatCode(() -> window.require(UNTIL)).doesNotThrowAnyException();
    Refused.with("collateral.crl.notYetValid", () -> window.require(FROM.minusMillis(1)));
    Refused.with("collateral.crl.expired", () -> window.require(UNTIL.plusMillis(1)));
  }

  @Test
  void aListWithoutNextUpdateIsRefused() {
    Refused.with(
        "collateral.crl.noNextUpdate",
        () -> Crl.parse("test", TestCrl.issue(root, ECDSA, FROM, null)));
  }

  @Test
  void aListOfAnotherIssuerOrKeyIsRefused() {
    Crl crl = Crl.parse("test", issue(root));
    TestCertificate sameName =
        TestCertificate.root("Root", TestKeys.p256(), FROM, UNTIL).selfSigned();
    Refused.with("collateral.crl.signature", () -> crl.requireIssuedBy(sameName.certificate()));
    TestCertificate other =
        TestCertificate.root("Other", TestKeys.p256(), FROM, UNTIL).selfSigned();
    Refused.with("collateral.crl.issuer", () -> crl.requireIssuedBy(other.certificate()));
  }

  @Test
  void aKeyThatMayNotSignListsSignsNone() {
    TestCertificate certificatesOnly =
        TestCertificate.root("Root", root.key(), FROM, UNTIL)
            .authority(true, KeyUsage.keyCertSign)
            .selfSigned();
    Refused.with(
        "collateral.crl.issuer",
        () -> Crl.parse("test", issue(root)).requireIssuedBy(certificatesOnly.certificate()));
  }

  @Test
  void bytesThatAreNoListAreRefused() {
    byte[] der = issue(root).toByteArray();
    Refused.with(
        "collateral.crl.malformed",
        () -> Crl.parse("test", Octets.of(Arrays.copyOf(der, der.length - 1))));
    Refused.with("collateral.crl.malformed", () -> Crl.parse("test", Octets.EMPTY));
    Refused.with(
        "collateral.crl.malformed",
        () -> Crl.parse("test", Octets.of(new byte[Crl.MAX_LENGTH + 1])));
  }

  /** What AMD's lists are signed with. */
  @Test
  void rsaPssListsAreVerified() {
    TestCertificate ark =
        TestCertificate.root("ARK", TestKeys.rsa(), FROM, UNTIL)
            .algorithm("RSASSA-PSS")
            .selfSigned();
    Crl crl = Crl.parse("amd", TestCrl.issue(ark, "RSASSA-PSS", FROM, UNTIL));
    assertThatCode(() -> crl.requireIssuedBy(ark.certificate())).doesNotThrowAnyException();
    assertThat(crl.size()).isZero();
  }

  private Octets issue(TestCertificate issuer) {
    return TestCrl.issue(issuer, ECDSA, FROM, UNTIL, revoked.certificate());
  }

  private TestCertificate leaf() {
    return TestCertificate.leaf("Leaf", TestKeys.p256(), FROM, UNTIL).issuedBy(root);
  }
}
