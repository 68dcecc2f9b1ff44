// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.enclave;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import network.azracode.sdk.protocol.OwnerOnly;

/**
 * A root, a PCK certificate authority and one PCK certificate, in the shape of Intel's chain, kept
 * in a folder: {@code root.pem}, {@code pck-ca.pem}, {@code pck.pem} and {@code pck.key}. The keys
 * of the two authorities are thrown away once they have signed.
 */
final class DevelopmentAuthority {
  private static final List<String> CHAIN_FILES = List.of("pck.pem", "pck-ca.pem", "root.pem");
  private static final String KEY_FILE = "pck.key";

  private final List<X509Certificate> chain;
  private final byte[] chainPem;
  private final PrivateKey pckKey;

  private DevelopmentAuthority(List<X509Certificate> chain, byte[] chainPem, PrivateKey pckKey) {
    this.chain = chain;
    this.chainPem = chainPem;
    this.pckKey = pckKey;
  }

  static DevelopmentAuthority open(Path folder, Clock clock, SecureRandom random)
      throws IOException, GeneralSecurityException {
    if (!Files.exists(folder.resolve(KEY_FILE))) {
      make(folder, clock, random);
    }
    return read(folder);
  }

  /** Leaf, intermediate, root. */
  List<X509Certificate> chain() {
    return chain;
  }

  byte[] chainPem() {
    return chainPem.clone();
  }

  PrivateKey pckKey() {
    return pckKey;
  }

  /** All files appear together, by one rename; who comes second uses what the first one made. */
  private static void make(Path folder, Clock clock, SecureRandom random)
      throws IOException, GeneralSecurityException {
    Path absolute = folder.toAbsolutePath();
    Files.createDirectories(absolute.getParent());
    Path draft =
        absolute.resolveSibling(
            absolute.getFileName() + ".new-" + HexFormat.of().toHexDigits(random.nextLong()));
    Files.createDirectory(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    KeyPair pckKey = P256.generate(random);
    List<X509Certificate> chain = new DevelopmentCertificates(clock, random).chainFor(pckKey);
    for (int i = 0; i < chain.size(); i++) {
      Files.writeString(draft.resolve(CHAIN_FILES.get(i)), Pem.certificate(chain.get(i)));
    }
    OwnerOnly.create(draft.resolve(KEY_FILE), pckKey.getPrivate().getEncoded());
    try {
      Files.move(draft, absolute, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.exists(absolute.resolve(KEY_FILE))) {
        throw e;
      }
      deleteDraft(draft);
    }
  }

  private static void deleteDraft(Path draft) throws IOException {
    for (String file : CHAIN_FILES) {
      Files.deleteIfExists(draft.resolve(file));
    }
    Files.deleteIfExists(draft.resolve(KEY_FILE));
    Files.delete(draft);
  }

  private static DevelopmentAuthority read(Path folder)
      throws IOException, GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    List<X509Certificate> chain = new ArrayList<>();
    StringBuilder pem = new StringBuilder();
    for (String file : CHAIN_FILES) {
      try (InputStream in = Files.newInputStream(folder.resolve(file))) {
        X509Certificate certificate = (X509Certificate) factory.generateCertificate(in);
        chain.add(certificate);
        pem.append(Pem.certificate(certificate));
      }
    }
    byte[] key = Files.readAllBytes(folder.resolve(KEY_FILE));
    PrivateKey pckKey = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key));
    return new DevelopmentAuthority(
        List.copyOf(chain), pem.toString().getBytes(StandardCharsets.US_ASCII), pckKey);
  }
}
