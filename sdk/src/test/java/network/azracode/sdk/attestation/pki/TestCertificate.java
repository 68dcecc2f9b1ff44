// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.attestation.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import network.azracode.sdk.protocol.Octets;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate of a test vendor, and the key behind it; right but for what a test changes before
 * it is issued.
 */
public final class TestCertificate {
  private static final AtomicLong SERIALS = new AtomicLong(1000);

  private final KeyPair key;
  private final X509Certificate certificate;

  private TestCertificate(KeyPair key, X509Certificate certificate) {
    this.key = key;
    this.certificate = certificate;
  }

  public X509Certificate certificate() {
    return certificate;
  }

  public KeyPair key() {
    return key;
  }

  public PrivateKey privateKey() {
    return key.getPrivate();
  }

  public Octets der() {
    try {
      return Octets.of(certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public String pem() {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der().toByteArray());
    return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
  }

  /** Certificates as PEM text, in this order. */
  public static Octets chain(TestCertificate... certificates) {
    StringBuilder text = new StringBuilder();
    Arrays.stream(certificates).map(TestCertificate::pem).forEach(text::append);
    return Octets.of(text.toString().getBytes(StandardCharsets.US_ASCII));
  }

  /** An authority, self-signed. */
  public static Draft root(String name, KeyPair key, Instant from, Instant until) {
    return new Draft(name, key, from, until)
        .authority(true, KeyUsage.keyCertSign | KeyUsage.cRLSign);
  }

  /** An authority below another. */
  public static Draft authority(String name, KeyPair key, Instant from, Instant until) {
    return root(name, key, from, until);
  }

  /** A key that signs documents, not certificates. */
  public static Draft leaf(String name, KeyPair key, Instant from, Instant until) {
    return new Draft(name, key, from, until)
        .authority(false, KeyUsage.digitalSignature | KeyUsage.nonRepudiation);
  }

  /** What will be issued. */
  public static final class Draft {
    private String name;
    private KeyPair key;
    private Instant from;
    private Instant until;
    private final Map<String, byte[]> extensions = new LinkedHashMap<>();
    private final Set<String> critical = new HashSet<>();
    private boolean authority;
    private int usage;
    private String algorithm = "SHA256withECDSA";
    private BigInteger serial = BigInteger.valueOf(SERIALS.incrementAndGet());

    private Draft(String name, KeyPair key, Instant from, Instant until) {
      this.name = name;
      this.key = key;
      this.from = from;
      this.until = until;
    }

    public Draft named(String name) {
      this.name = name;
      return this;
    }

    public Draft key(KeyPair key) {
      this.key = key;
      return this;
    }

    public Draft from(Instant from) {
      this.from = from;
      return this;
    }

    public Draft until(Instant until) {
      this.until = until;
      return this;
    }

    /** Whether it is an authority; a usage of 0 leaves the extension out. */
    public Draft authority(boolean authority, int usage) {
      this.authority = authority;
      this.usage = usage;
      return this;
    }

    /** As the JDK names it; {@code RSASSA-PSS} stands for SHA-384 with salt 48. */
    public Draft algorithm(String algorithm) {
      this.algorithm = algorithm;
      return this;
    }

    public Draft serial(BigInteger serial) {
      this.serial = serial;
      return this;
    }

    /** An extension whose octets are these, whether they are DER or not. */
    public Draft extension(String oid, byte[] octets) {
      extensions.put(oid, octets);
      return this;
    }

    public Draft criticalExtension(String oid, byte[] octets) {
      critical.add(oid);
      return extension(oid, octets);
    }

    public Draft extension(String oid, ASN1Encodable value) {
      try {
        return extension(oid, value.toASN1Primitive().getEncoded("DER"));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    public TestCertificate selfSigned() {
      return issue(new X500Name("CN=" + name), key.getPrivate());
    }

    public TestCertificate issuedBy(TestCertificate issuer) {
      return issue(
          X500Name.getInstance(issuer.certificate().getSubjectX500Principal().getEncoded()),
          issuer.privateKey());
    }

    private TestCertificate issue(X500Name issuer, PrivateKey issuerKey) {
      try {
        PublicKey subjectKey = key.getPublic();
        var builder =
            new JcaX509v3CertificateBuilder(
                issuer,
                serial,
                Date.from(from),
                Date.from(until),
                new X500Name("CN=" + name),
                subjectKey);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        if (usage != 0) {
          builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
        }
        for (var extension : extensions.entrySet()) {
          builder.addExtension(
              new ASN1ObjectIdentifier(extension.getKey()),
              critical.contains(extension.getKey()),
              extension.getValue());
        }
        return new TestCertificate(
            key,
            new JcaX509CertificateConverter()
                .getCertificate(builder.build(signer(algorithm, issuerKey))));
      } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  static ContentSigner signer(String algorithm, PrivateKey key) throws OperatorCreationException {
    return new JcaContentSignerBuilder(
            algorithm.equals("RSASSA-PSS") ? "SHA384withRSAandMGF1" : algorithm)
        .setProvider(new BouncyCastleProvider())
        .build(key);
  }
}
