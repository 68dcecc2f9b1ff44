// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.OwnerOnly;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate that vouches for itself; clients know it by the fingerprint in the offer. */
public final class SelfSigned {
  private static final X500Name NAME = new X500Name("CN=AzraCode node");
  private static final Duration LIFETIME = Duration.ofDays(10L * 365);

  private SelfSigned() {}

  /**
   * The certificate of this folder, made on first use; the same one ever after.
   *
   * @throws AzraException {@code tls.certificate}
   */
  public static NodeCertificate in(Path folder, InstantSource clock, SecureRandom random) {
    Path certificate = folder.resolve("tls-certificate.pem");
    Path key = folder.resolve("tls-key.pem");
    try {
      // the certificate is written last: a start that was broken off in between begins anew
      if (!Files.exists(certificate)) {
        Files.createDirectories(folder);
        Files.deleteIfExists(key);
        write(certificate, key, clock.instant(), random);
      }
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new AzraException("tls.certificate", "expected to make a certificate in " + folder, e);
    }
    return NodeCertificate.read(certificate, key);
  }

  private static void write(Path certificate, Path key, Instant now, SecureRandom random)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"), random);
    KeyPair pair = generator.generateKeyPair();
    OwnerOnly.create(key, pem(new JcaPKCS8Generator(pair.getPrivate(), null)));
    OwnerOnly.create(certificate, pem(certify(pair, now, random)));
  }

  private static X509Certificate certify(KeyPair pair, Instant now, SecureRandom random)
      throws GeneralSecurityException, OperatorCreationException {
    var signer =
        new JcaContentSignerBuilder("SHA256withECDSA")
            .setSecureRandom(random)
            .build(pair.getPrivate());
    var builder =
        new JcaX509v3CertificateBuilder(
            NAME,
            new BigInteger(Long.SIZE, random),
            Date.from(now.minus(Duration.ofDays(1))),
            Date.from(now.plus(LIFETIME)),
            NAME,
            pair.getPublic());
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
  }

  private static byte[] pem(Object object) throws IOException {
    var text = new StringWriter();
    try (var writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }
}
