// SPDX-License-Identifier: Apache-2.0
package network.azracode.sdk.collateral;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Map;
import network.azracode.sdk.attestation.Collateral;
import network.azracode.sdk.attestation.DevelopmentAnchor;
import network.azracode.sdk.protocol.AzraException;
import network.azracode.sdk.protocol.Octets;

/** Collateral of a development root, from the folder where the development TEE keeps it. */
public final class FolderCollateral {
  private static final String ROOT_FILE = "root.pem";

  private FolderCollateral() {}

  /**
   * Reads {@code root.pem}, and nothing else of the folder: its other files are private keys.
   *
   * @throws AzraException {@code collateral.missing}
   */
  public static Collateral read(Path folder) {
    Path file = folder.resolve(ROOT_FILE);
    try (InputStream pem = Files.newInputStream(file)) {
      byte[] root = CertificateFactory.getInstance("X.509").generateCertificate(pem).getEncoded();
      return new Collateral(Map.of(DevelopmentAnchor.ROOT_DOCUMENT, Octets.of(root)));
    } catch (IOException | CertificateException e) {
      throw new AzraException(
          "collateral.missing", "expected a root certificate as PEM at " + file, e);
    }
  }
}
