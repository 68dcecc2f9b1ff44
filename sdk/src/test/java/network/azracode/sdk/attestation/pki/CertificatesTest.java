// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.security.auth.x500.X500Principal;
import network.azracode.sdk.protocol.Octets;
import org.junit.jupiter.api.Test;

/** E-30: certificates are read within limits, exactly as many as there are, and nothing else is. */
class CertificatesTest {
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant UNTIL = FROM.plus(Duration.ofDays(30));

  private final TestCertificate root =
      TestCertificate.root("Root", TestKeys.p256(), FROM, UNTIL).selfSigned();
  private final TestCertificate leaf =
      TestCertificate.leaf("Leaf", TestKeys.p256(), FROM, UNTIL).issuedBy(root);

  @Test
  void oneCertificateIsReadWholeAndAlone() {
    X509Certificate read = Certificates.ofDer(Origin.EVIDENCE, leaf.der());
    assertThat(read).isEqualTo(leaf.certificate());
    byte[] der = leaf.der().toByteArray();
    malformed(Octets.of(Arrays.copyOf(der, der.length + 1)));
    malformed(Octets.of(Arrays.copyOf(der, der.length - 1)));
    malformed(Octets.EMPTY);
  }

  @Test
  void moreBytesThanTheLimitAreNotLookedAt() {
    Octets tooMany = Octets.of(new byte[Certificates.MAX_LENGTH + 1]);
    assertThatThrownBy(() -> Certificates.ofDer(Origin.EVIDENCE, tooMany))
        .hasMessageContaining("expected at most 32768 bytes, found 32769");
    assertThatThrownBy(() -> Certificates.ofPem(Origin.EVIDENCE, tooMany))
        .hasMessageContaining("expected at most 32768 bytes, found 32769");
    Octets most = Octets.of(new byte[Certificates.MAX_LENGTH]);
    assertThat(Certificates.ofPem(Origin.EVIDENCE, most)).isEmpty();
    assertThatThrownBy(() -> Certificates.ofDer(Origin.EVIDENCE, most))
        .hasMessageContaining("found something else");
  }

  @Test
  void aChainIsReadInItsOrderAndTheNulsBehindItAreDropped() {
    Octets pem = TestCertificate.chain(leaf, root);
    List<X509Certificate> both = List.of(leaf.certificate(), root.certificate());
    assertThat(Certificates.ofPem(Origin.EVIDENCE, pem)).isEqualTo(both);
    byte[] padded = Arrays.copyOf(pem.toByteArray(), pem.length() + 2);
    assertThat(Certificates.ofPem(Origin.EVIDENCE, Octets.of(padded))).isEqualTo(both);
  }

  @Test
  void aChainOfTooManyIsRefused() {
    TestCertificate[] eight =
        IntStream.range(0, Certificates.MAX_CERTIFICATES)
            .mapToObj(i -> leaf)
            .toArray(TestCertificate[]::new);
    assertThat(Certificates.ofPem(Origin.EVIDENCE, TestCertificate.chain(eight))).hasSize(8);
    TestCertificate[] nine = Arrays.copyOf(eight, 9);
    nine[8] = root;
    Refused.with(
        "evidence.chain.length",
        () -> Certificates.ofPem(Origin.EVIDENCE, TestCertificate.chain(nine)));
  }

  @Test
  void textThatIsNoChainIsRefused() {
    String text = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    Refused.with(
        "collateral.certificate.malformed",
        () ->
            Certificates.ofPem(
                Origin.COLLATERAL, Octets.of(text.getBytes(StandardCharsets.US_ASCII))));
  }

  @Test
  void aNameIsCommonOnlyIfThereIsOne() {
    assertThat(DistinguishedNames.commonName(new X500Principal("CN=One, O=Ours"))).isEqualTo("One");
    assertThat(DistinguishedNames.commonName(new X500Principal("O=Ours"))).isEmpty();
    assertThat(DistinguishedNames.commonName(new X500Principal("CN=One, CN=Two"))).isEmpty();
  }

  @Test
  void aPinIsTheSameFromItsDigestAndFromItsKey() {
    RootPin pin = RootPin.of(root.certificate().getPublicKey());
    assertThat(RootPin.of(pin.keyDigest().toString())).isEqualTo(pin);
    assertThat(RootPin.of(leaf.certificate().getPublicKey())).isNotEqualTo(pin);
  }

  @Test
  void aVerifiedChainTellsItsPartsAndWhenItsFirstOneEnds() {
    TestCertificate brief =
        TestCertificate.leaf("Brief", TestKeys.p256(), FROM, UNTIL.minusSeconds(60)).issuedBy(root);
    List<X509Certificate> both = List.of(brief.certificate(), root.certificate());
    CertificateChain chain =
        CertificateChain.verify(
            new ChainProfile(Origin.EVIDENCE, "chain", 2, 2, java.util.Set.of("SHA256withECDSA")),
            both,
            RootPin.of(root.certificate().getPublicKey()),
            FROM);
    assertThat(chain.certificates()).isEqualTo(both);
    assertThat(chain.leaf()).isEqualTo(brief.certificate());
    assertThat(chain.issuer()).isEqualTo(root.certificate());
    assertThat(chain.expiresAt()).isEqualTo(UNTIL.minusSeconds(60));
    assertThatThrownBy(() -> chain.requireValid(UNTIL)).hasMessageContaining("CN=Brief");
  }

  private static void malformed(Octets der) {
    Refused.with("evidence.certificate.malformed", () -> Certificates.ofDer(Origin.EVIDENCE, der));
  }
}
