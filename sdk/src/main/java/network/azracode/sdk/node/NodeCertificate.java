// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Bytes32;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/**
 * What a node's HTTPS endpoint shows. Envelopes are sealed to the enclave all the same: TLS hides
 * which job a client speaks of, and keeps strangers from answering in the node's place.
 *
 * @param fingerprint SHA-256 of the certificate, as the signed offer names it
 */
public record NodeCertificate(SSLContext context, Bytes32 fingerprint) {
  private static final String ALIAS = "node";

  /**
   * Reads PEM files: the certificate with those that vouch for it, and its key without a password.
   *
   * @throws AzraException {@code tls.certificate}
   */
  public static NodeCertificate read(Path certificates, Path key) {
    try (InputStream in = Files.newInputStream(certificates)) {
      var chain =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toArray(X509Certificate[]::new);
      if (chain.length == 0) {
        throw new GeneralSecurityException("no certificate in " + certificates);
      }
      return new NodeCertificate(context(chain, key(key)), TlsPin.fingerprint(chain[0]));
    } catch (IOException | GeneralSecurityException e) {
      throw new AzraException(
          "tls.certificate",
          "expected certificates and a key in PEM at %s and %s".formatted(certificates, key),
          e);
    }
  }

  private static PrivateKey key(Path file) throws IOException {
    var converter = new JcaPEMKeyConverter();
    try (Reader text = Files.newBufferedReader(file);
        var pem = new PEMParser(text)) {
      return switch (pem.readObject()) {
        case PrivateKeyInfo info -> converter.getPrivateKey(info);
        case PEMKeyPair pair -> converter.getPrivateKey(pair.getPrivateKeyInfo());
        case null, default -> throw new IOException("no private key in " + file);
      };
    }
  }

  private static SSLContext context(X509Certificate[] chain, PrivateKey key)
      throws GeneralSecurityException, IOException {
    char[] none = new char[0];
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, none);
    store.setKeyEntry(ALIAS, key, none, chain);
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, none);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
