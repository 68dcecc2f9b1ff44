// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Issues one chain in the shape of Intel's: root, PCK platform authority, PCK certificate. */
final class DevelopmentCertificates {
  private static final X500Name ROOT = name("AzraCode Development Root CA");
  private static final X500Name PCK_CA = name("Intel SGX PCK Platform CA");
  private static final X500Name PCK = name("Intel SGX PCK Certificate");
  private static final Duration AUTHORITY_LIFETIME = Duration.ofDays(20L * 365);
  private static final Duration PCK_LIFETIME = Duration.ofDays(7L * 365);

  /** A chain node's clock may lag behind this machine's. */
  private static final Duration BACKDATED = Duration.ofDays(1);

  private final Clock clock;
  private final SecureRandom random;

  DevelopmentCertificates(Clock clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  /** Leaf, intermediate, root; the authorities' keys do not survive this call. */
  List<X509Certificate> chainFor(KeyPair pckKey) throws GeneralSecurityException {
    KeyPair rootKey = P256.generate(random);
    KeyPair caKey = P256.generate(random);
    try {
      X509v3CertificateBuilder root = authority(ROOT, rootKey.getPublic(), 1);
      X509v3CertificateBuilder ca = authority(PCK_CA, caKey.getPublic(), 0);
      X509v3CertificateBuilder pck = builder(PCK_CA, PCK, pckKey.getPublic(), PCK_LIFETIME);
      pck.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      pck.addExtension(
          Extension.keyUsage,
          true,
          new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
      pck.addExtension(PckExtension.OID, false, PckExtension.development(random));
      return List.of(
          sign(pck, caKey.getPrivate()),
          sign(ca, rootKey.getPrivate()),
          sign(root, rootKey.getPrivate()));
    } catch (IOException | OperatorCreationException e) {
      throw new GeneralSecurityException("cannot issue development certificates", e);
    }
  }

  private X509v3CertificateBuilder authority(X500Name subject, PublicKey key, int pathLength)
      throws IOException {
    X509v3CertificateBuilder builder = builder(ROOT, subject, key, AUTHORITY_LIFETIME);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(pathLength));
    builder.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    return builder;
  }

  private X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, PublicKey key, Duration lifetime) {
    Instant now = clock.instant();
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(159, random).setBit(158),
        Date.from(now.minus(BACKDATED)),
        Date.from(now.plus(lifetime)),
        subject,
        key);
  }

  private X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey issuer)
      throws OperatorCreationException, GeneralSecurityException {
    var signer =
        new JcaContentSignerBuilder("SHA256withECDSA").setSecureRandom(random).build(issuer);
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
  }

  private static X500Name name(String commonName) {
    return new X500Name("CN=" + commonName + ",O=AzraCode development,C=US");
  }
}
