// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import network.azracode.sdk.protocol.Octets;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Chains of three that are right but for what a test changes. */
record TestChain(
    String leafName,
    String authorityCurve,
    boolean authorityIsOne,
    Duration authorityLifetime,
    String signatureAlgorithm) {
  static final TestChain GOOD =
      new TestChain(
          "Intel SGX PCK Certificate", "secp256r1", true, Duration.ofDays(1), "SHA256withECDSA");

  /** PEM of the chain, and the collateral that holds its root. */
  record Issued(Octets pem, Collateral collateral) {
    TrustAnchor anchor() {
      Octets root = collateral.document(DevelopmentAnchor.ROOT_DOCUMENT);
      return DevelopmentAnchor.of(collateral, Sha256.hash(root.toByteArray()));
    }
  }

  TestChain leafNamed(String name) {
    return new TestChain(
        name, authorityCurve, authorityIsOne, authorityLifetime, signatureAlgorithm);
  }

  TestChain authorityOn(String curve) {
    return new TestChain(leafName, curve, authorityIsOne, authorityLifetime, signatureAlgorithm);
  }

  TestChain authorityThatIsNone() {
    return new TestChain(leafName, authorityCurve, false, authorityLifetime, signatureAlgorithm);
  }

  TestChain authorityLiving(Duration lifetime) {
    return new TestChain(leafName, authorityCurve, authorityIsOne, lifetime, signatureAlgorithm);
  }

  TestChain signedWith(String algorithm) {
    return new TestChain(leafName, authorityCurve, authorityIsOne, authorityLifetime, algorithm);
  }

  Issued issue() throws Exception {
    KeyPair root = keyPair("secp256r1");
    KeyPair authority = keyPair(authorityCurve);
    KeyPair leaf = keyPair("secp256r1");
    Duration lifetime = Duration.ofDays(1);
    X509Certificate rootCertificate =
        certificate("Root", root.getPrivate(), "Root", root.getPublic(), true, lifetime);
    String pem =
        pem(certificate("CA", authority.getPrivate(), leafName, leaf.getPublic(), false, lifetime))
            + pem(
                certificate(
                    "Root",
                    root.getPrivate(),
                    "CA",
                    authority.getPublic(),
                    authorityIsOne,
                    authorityLifetime))
            + pem(rootCertificate);
    Octets document = Octets.of(rootCertificate.getEncoded());
    return new Issued(
        Octets.of(pem.getBytes(StandardCharsets.US_ASCII)),
        new Collateral(Map.of(DevelopmentAnchor.ROOT_DOCUMENT, document)));
  }

  private X509Certificate certificate(
      String issuer,
      PrivateKey issuerKey,
      String subject,
      PublicKey key,
      boolean authority,
      Duration lifetime)
      throws Exception {
    var builder =
        new JcaX509v3CertificateBuilder(
            new X500Name("CN=" + issuer),
            BigInteger.ONE,
            Date.from(DevelopmentScene.NOW.minusSeconds(60)),
            Date.from(DevelopmentScene.NOW.plus(lifetime)),
            new X500Name("CN=" + subject),
            key);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder(signatureAlgorithm).build(issuerKey)));
  }

  private static KeyPair keyPair(String curve) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  private static String pem(X509Certificate certificate) throws GeneralSecurityException {
    String body = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
    return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
  }
}
